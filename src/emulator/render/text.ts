import { asAdf, asWiki, isEmptyText, type RichText } from '../text/rich-text.ts';
import { showsAdf, type View } from './view.ts';

/** A text as the API shows it: a document on v3, wiki markup on v2, null when empty. */
export function renderText(text: RichText | null | undefined, view: View): unknown {
  if (text === null || text === undefined || isEmptyText(text)) return null;
  if (showsAdf(view)) return asAdf(text);
  const wiki = asWiki(text);
  return view.world.settings.carriageReturns ? wiki.replaceAll(/\r?\n/g, '\r\n') : wiki;
}

/** The text of a comment, which is never null. */
export function renderBody(text: RichText, view: View): unknown {
  return renderText(text, view) ?? (showsAdf(view) ? { type: 'doc', version: 1, content: [] } : '');
}
