import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ApiDocument } from '../document.ts';
import { DocsPage } from './page.tsx';
import { STYLES } from './styles.ts';
import { viewDocument } from './view.ts';

const STYLES_HASH = createHash('sha256').update(STYLES).digest('base64');
const POLICY = `default-src 'none'; style-src 'sha256-${STYLES_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/**
 * The browsable page of the API, rendered from its document.
 * @param describe answers the document.
 * @param tokenUrl where callers take their token.
 */
export function docsRoutes(describe: () => ApiDocument, tokenUrl: string): Hono {
  return new Hono().get('/', (c) => {
    c.header('content-security-policy', POLICY);
    const view = viewDocument(describe(), tokenUrl);
    return c.html(
      html`<!doctype html>${<DocsPage view={view} specification={`${view.server}/openapi.json`} />}`,
    );
  });
}
