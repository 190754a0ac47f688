/**
 * The name of the file that an image shows, without folders and without the query of an address; '' for one whose
 * address names no file.
 */
export function imageName(src: string): string {
  if (NAMELESS.test(src)) return '';
  const path = /^https?:/.test(src) ? src.replace(/[?#].*$/s, '').replace(/^https?:\/\/[^/]*/, '') : src;
  return path.slice(path.lastIndexOf('/') + 1);
}

/** An id of Jira, or the image itself. */
const NAMELESS = /^(?:media|data):/;

/**
 * The words that stand for an image; '' when they only repeat its name, as they do in Markdown, where an image without
 * words that cannot be shown would be nameless.
 */
export function imageWords(src: string, alt: string): string {
  return alt === imageName(src) ? '' : alt;
}
