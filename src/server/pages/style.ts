/** The look of the pages, light and dark; part of them by its hash. */
export const STYLE = `
:root { color-scheme: light dark; --line: #d6d9de; --soft: #5c6470; --good: #18794e; --bad: #b3261e; --back: #fff; --card: #f6f7f9; --text: #16191d; }
@media (prefers-color-scheme: dark) { :root { --line: #363b43; --soft: #9aa3af; --good: #4cc38a; --bad: #ff8a80; --back: #14171b; --card: #1c2026; --text: #e8eaed; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1rem 4rem; background: var(--back); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; justify-content: space-between; border-bottom: 1px solid var(--line); padding-bottom: .75rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--bad); font-weight: 600; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.facts div { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .6rem .8rem; }
dt { color: var(--soft); font-size: .85rem; }
dd { margin: 0; font-size: 1.15rem; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 500; font-size: .85rem; }
ul { margin: 0; padding-left: 1.1rem; }
form.login { max-width: 24rem; margin: 3rem auto; }
label { display: block; margin-bottom: .25rem; }
input { width: 100%; padding: .5rem .6rem; font: inherit; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); color: inherit; }
button { margin-top: .75rem; padding: .45rem 1rem; font: inherit; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); color: inherit; cursor: pointer; }
header button { margin: 0; padding: .2rem .7rem; font-size: .9rem; }
:focus-visible { outline: 2px solid #4c8dff; outline-offset: 2px; }
`;
