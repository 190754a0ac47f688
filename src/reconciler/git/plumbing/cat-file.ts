import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from '../../../model/failure.ts';
import { type BatchObject, BatchParser } from './batch-parser.ts';
import { gitFailure, startFailure } from './git-failure.ts';
import { type GitPlace, spawnGit } from './git-process.ts';

type Question = {
  readonly verb: 'info' | 'contents';
  readonly count: number;
  readonly answers: (BatchObject | null)[];
  readonly resolve: (answers: (BatchObject | null)[]) => void;
  readonly reject: (error: unknown) => void;
};

const END_WAIT_MS = 2_000;

/** A running `git cat-file --batch-command`: a question costs a tenth of a millisecond instead of a process. */
export class CatFile {
  readonly #place: GitPlace;
  #child: ChildProcessWithoutNullStreams | null = null;
  #questions: Question[] = [];
  #closed = false;

  constructor(place: GitPlace) {
    this.#place = place;
  }

  /** Type and size of each named object, in order; its `content` is empty. */
  info(names: readonly string[]): Promise<(BatchObject | null)[]> {
    return this.#ask('info', names);
  }

  contents(names: readonly string[]): Promise<(BatchObject | null)[]> {
    return this.#ask('contents', names);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.stdin.end();
    const timer = setTimeout(() => child.kill('SIGKILL'), END_WAIT_MS);
    await ended;
    clearTimeout(timer);
  }

  #ask(verb: Question['verb'], names: readonly string[]): Promise<(BatchObject | null)[]> {
    if (this.#closed) return Promise.reject(new Error(`the repository ${this.#place.path} was closed`));
    if (names.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.#child ??= this.#start();
      this.#questions.push({ verb, count: names.length, answers: [], resolve, reject });
      // With --buffer nothing is answered before the flush, so git never waits for us while we write.
      this.#child.stdin.write(`${names.map((name) => `${verb} ${name}\n`).join('')}flush\n`);
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawnGit(this.#place, ['cat-file', '--batch-command', '--buffer']);
    const parser = new BatchParser(
      () => this.#questions[0]?.verb === 'contents',
      (object) => this.#answer(object),
    );
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => parser.feed(chunk));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-10_000);
    });
    child.stdin.on('error', () => {});
    child.once('error', (error) => this.#end(child, startFailure(this.#place.path, error)));
    child.once('close', (code, signal) => this.#end(child, this.#endFailure(stderr, code, signal)));
    return child;
  }

  #answer(object: BatchObject | null): void {
    const question = this.#questions[0];
    if (question === undefined) return;
    question.answers.push(object);
    if (question.answers.length < question.count) return;
    this.#questions.shift();
    question.resolve(question.answers);
  }

  /** Those who wait are told; whoever asks next gets a new process. */
  #end(child: ChildProcessWithoutNullStreams, failure: Failure): void {
    if (this.#child !== child) return;
    this.#child = null;
    const waiting = this.#questions;
    this.#questions = [];
    for (const question of waiting) question.reject(failure);
  }

  #endFailure(stderr: string, code: number | null, signal: NodeJS.Signals | null): Failure {
    if (stderr.trim() !== '') return gitFailure(this.#place.path, stderr);
    const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
    return new Failure(
      'transient',
      `git cat-file in ${this.#place.path} ended unexpectedly (${how}); it is started anew`,
    );
  }
}
