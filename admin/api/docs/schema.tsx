import { type DocumentView, nameOf, type Schema } from './view.ts';

/** A text of the document: paragraphs, and `code`. */
export function Words({ text }: { text: string }) {
  return (
    <>
      {text.split('\n\n').map((paragraph) => (
        <p>{paragraph.split('`').map((piece, index) => (index % 2 === 1 ? <code>{piece}</code> : piece))}</p>
      ))}
    </>
  );
}

/** What a value is, in a few words; a named schema is a link. */
export function TypeOf({ schema }: { schema: Schema }) {
  const name = nameOf(schema) ?? nameOf(schema.allOf?.[0] ?? {});
  if (name !== undefined) return <a href={`#schema-${name}`}>{name}</a>;
  if (schema.items) {
    return (
      <>
        list of <TypeOf schema={schema.items} />
      </>
    );
  }
  const type = [schema.type ?? 'any'].flat().join(' or ');
  const range = [schema.minimum, schema.maximum].filter((bound) => bound !== undefined).join('…');
  return <>{[type, schema.format, range].filter(Boolean).join(' ')}</>;
}

/** The values a schema is limited to, where it is. */
export function Values({ schema }: { schema: Schema }) {
  const values = (schema.items ?? schema).enum?.filter((value) => value !== null);
  if (!values) return null;
  return (
    <p>
      {values.map((value) => (
        <>
          <code>{String(value)}</code>{' '}
        </>
      ))}
    </p>
  );
}

/** Every named schema with its fields. */
export function Schemas({ schemas }: { schemas: DocumentView['schemas'] }) {
  return (
    <section>
      <h2 id="schemas">Schemas</h2>
      {Object.entries(schemas).map(([name, schema]) => (
        <article id={`schema-${name}`}>
          <h3>{name}</h3>
          {schema.description && <Words text={schema.description} />}
          <dl>
            {Object.entries(schema.properties ?? {}).map(([field, value]) => (
              <>
                <dt>
                  <code>{field}</code>{' '}
                  <small>
                    <TypeOf schema={value} />
                    {!schema.required?.includes(field) && ', may be absent'}
                  </small>
                </dt>
                <dd>
                  {value.description && <Words text={value.description} />}
                  <Values schema={value} />
                </dd>
              </>
            ))}
          </dl>
        </article>
      ))}
    </section>
  );
}
