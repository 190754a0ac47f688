#!/usr/bin/env node
import { processIo } from './io.ts';
import { runTract } from './run-tract.ts';

process.exitCode = await runTract(process.argv.slice(2), processIo(process));
