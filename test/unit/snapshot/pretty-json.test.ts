import { expect } from 'chai';
import fc from 'fast-check';
import { prettyJson } from '../../../src/snapshot/pretty-json.ts';

describe('pretty JSON', () => {
  it('sorts members at every depth, keeps lists in order and ends with a line feed', () => {
    expect(prettyJson({ b: [{ z: 1, a: 2 }, 1], a: null })).to.equal(
      '{\n  "a": null,\n  "b": [\n    {\n      "a": 2,\n      "z": 1\n    },\n    1\n  ]\n}\n',
    );
  });

  it('loses nothing, members with the names of prototypes included', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(prettyJson(value))).to.deep.equal(JSON.parse(JSON.stringify(value)));
      }),
    );
    const odd = JSON.parse('{"__proto__":{"a":1},"constructor":2}');
    expect(prettyJson(odd)).to.include('"__proto__"').and.include('"constructor": 2');
  });

  it('says the same for equal values built in another order', () => {
    expect(prettyJson({ a: { c: 1, d: 2 }, b: 3 })).to.equal(prettyJson({ b: 3, a: { d: 2, c: 1 } }));
  });
});
