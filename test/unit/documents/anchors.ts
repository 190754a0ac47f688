const HEADING = /^#{1,6} (.+)$/gm;

/** What links to the headings of a page are called, as GitHub and GitLab have it. */
export function anchorsOf(page: string): readonly string[] {
  const text = page.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
  return [...text.matchAll(HEADING)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );
}
