import { expect } from 'chai';
import { findWrongWays } from './rooms.ts';
import { readSourceTree, sourceTree } from './source-file.ts';

/** What the checker says about a tree of one file. */
function judge(path: string, text: string): readonly string[] {
  return findWrongWays(sourceTree({ [path]: text }));
}

describe('the import rule', () => {
  it('holds in the whole source: cli -> server -> reconciler -> snapshot -> model, and never back', () => {
    expect(findWrongWays(readSourceTree('.'))).to.deep.equal([]);
  });

  it('lets a room import its own files and every room below', () => {
    const tree = sourceTree({
      'src/cli/main.ts': "import { a } from '../server/a.ts';\nimport { b } from '../model/b.ts';",
      'src/server/a.ts': "import { plan } from '../reconciler/plan.ts';",
      'src/reconciler/plan.ts': "export { x } from '../snapshot/x.ts';\nimport { y } from './text/y.ts';",
      'src/reconciler/text/y.ts': "import { b } from '../../model/b.ts';",
      'src/reconciler/git/side.ts':
        "import type { GitSide } from '../git-side.ts';\nimport { x } from '../../model/x.ts';",
      'src/snapshot/x.ts': "import { b } from '../model/b.ts';",
    });
    expect(findWrongWays(tree)).to.deep.equal([]);
  });

  const violations: readonly (readonly [situation: string, path: string, text: string, told: string])[] = [
    ['the model imports the snapshot', 'src/model/a.ts', "import { x } from '../snapshot/x.ts';", 'snapshot is above'],
    ['only a type goes upward', 'src/model/a.ts', "import type { X } from '../cli/x.ts';", 'cli is above model'],
    ['a type is imported in place', 'src/model/a.ts', "type X = import('../cli/x.ts').X;", 'cli is above model'],
    ['it is imported while running', 'src/model/a.ts', "export const f = () => import('../cli/x.ts');", 'cli is above'],
    ['it is passed on', 'src/snapshot/a.ts', "export * from '../reconciler/x.ts';", 'reconciler is above snapshot'],
    ['the reconciler imports the server', 'src/reconciler/a.ts', "import '../server/x.ts';", 'server is above'],
    ['a server imports the command line', 'src/server/a.ts', "import { x } from '../cli/x.ts';", 'cli is above server'],
    ['a side imports the server', 'src/reconciler/jira/a.ts', "import '../../server/x.ts';", 'server is above'],
    [
      'the reconciler imports a side',
      'src/reconciler/a.ts',
      "import './git/x.ts';",
      'only src/cli knows reconciler/git',
    ],
    ['the server imports a side', 'src/server/a.ts', "import '../reconciler/jira/x.ts';", 'only src/cli knows'],
    ['one side imports the other', 'src/reconciler/git/a.ts', "import '../jira/x.ts';", 'only src/cli knows'],
    ['the thread of texts imports a port', 'src/reconciler/text/a.ts', "import '../git-side.ts';", 'the model alone'],
    ['a command imports the emulator', 'src/cli/serve.ts', "import '../emulator/x.ts';", 'only the demo knows'],
    ['the emulator imports the model', 'src/emulator/a.ts', "import '../model/x.ts';", 'the emulator imports nothing'],
    ['a file lies in no room', 'src/utils/a.ts', "import '../model/x.ts';", 'src/utils/a.ts lies in no room'],
    ['a file leaves the source', 'src/model/a.ts', "import '../../test/support/x.ts';", 'lies in no room'],
  ];
  for (const [situation, path, text, told] of violations) {
    it(`is broken when ${situation}`, () => {
      const found = judge(path, text);
      expect(found).to.have.lengthOf(1);
      expect(found[0]).to.contain(`${path}:1 imports `).and.to.contain(told);
    });
  }

  it('lets the demo alone import the emulator', () => {
    expect(judge('src/cli/demo/start-demo.ts', "import { startEmulator } from '../../emulator/x.ts';")).to.deep.equal(
      [],
    );
  });
});
