import { raw } from 'hono/html';
import { OperationView } from './operation.tsx';
import { Schemas, Words } from './schema.tsx';
import { STYLES } from './styles.ts';
import type { DocumentView } from './view.ts';

/** The whole page: one file, no script, nothing from outside. @param specification where the document lies. */
export function DocsPage({ view, specification }: { view: DocumentView; specification: string }) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{view.title}</title>
        <style>{raw(STYLES)}</style>
      </head>
      <body>
        <header>
          <h1>
            {view.title} <small>{view.version}</small>
          </h1>
          <nav aria-label="Parts">
            <ul>
              {view.tags.map(({ name }) => (
                <li>
                  <a href={`#${anchor(name)}`}>{name}</a>
                </li>
              ))}
              <li>
                <a href="#schemas">Schemas</a>
              </li>
              <li>
                <a href={specification}>OpenAPI document</a>
              </li>
            </ul>
          </nav>
        </header>
        <main>
          <Words text={view.description} />
          <h2>A token</h2>
          <p>A system takes one by its client id and secret; the embedded stack's are shown at the start.</p>
          <pre>{tokenCall(view.tokenUrl)}</pre>
          {view.tags.map(({ name, description, operations }) => (
            <section>
              <h2 id={anchor(name)}>{name}</h2>
              <Words text={description} />
              {operations.map((operation) => (
                <OperationView operation={operation} view={view} />
              ))}
            </section>
          ))}
          <Schemas schemas={view.schemas} />
        </main>
      </body>
    </html>
  );
}

/** For a shell: the access token in `$TOKEN`, without tools beyond curl and sed. */
function tokenCall(tokenUrl: string): string {
  const call = `curl -s -u "helpdesk-api:$CLIENT_SECRET" -d grant_type=client_credentials '${tokenUrl}'`;
  return `TOKEN=$(${call} \\\n  | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`;
}

function anchor(name: string): string {
  return name.toLowerCase().replaceAll(' ', '-');
}
