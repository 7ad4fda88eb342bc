import { curlOf, exampleOf } from './example.ts';
import { TypeOf, Values, Words } from './schema.tsx';
import { type DocumentView, nameOf, type Operation, schemaOf } from './view.ts';

/** One operation, folded: its parameters, its body, what it answers, a call of it. */
export function OperationView({ operation, view }: { operation: Operation; view: DocumentView }) {
  const body = schemaOf(operation.requestBody);
  const [status, answer] = Object.entries(operation.responses).find(([each]) => each.startsWith('2')) ?? [];
  const result = schemaOf(answer);
  return (
    <details id={operation.operationId}>
      <summary>
        <b class={operation.method}>{operation.method.toUpperCase()}</b> <code>{operation.path}</code>
        <span>{operation.summary}</span>
      </summary>
      {operation.description && <Words text={operation.description} />}
      {operation.parameters && operation.parameters.length > 0 && (
        <Parameters parameters={operation.parameters} />
      )}
      {body && (
        <>
          <h3>
            Body: <TypeOf schema={body} />
          </h3>
          <Json value={exampleOf(body, view.schemas)} />
        </>
      )}
      <h3>Call</h3>
      <pre>{curlOf(operation, view)}</pre>
      <h3>
        Answer {status}
        {result && (
          <>
            : <TypeOf schema={result} />
          </>
        )}
      </h3>
      {result && nameOf(result) !== undefined ? (
        <Json value={exampleOf(result, view.schemas)} />
      ) : (
        <p>{answer?.description}</p>
      )}
      <h3>Or a problem</h3>
      <dl>
        {Object.entries(operation.responses)
          .filter(([each]) => each !== status)
          .map(([problem, response]) => (
            <>
              <dt>
                <code>{problem}</code>
              </dt>
              <dd>{response.description}</dd>
            </>
          ))}
      </dl>
    </details>
  );
}

function Parameters({ parameters }: { parameters: NonNullable<Operation['parameters']> }) {
  return (
    <>
      <h3>Parameters</h3>
      <dl>
        {parameters.map(({ name, in: place, required, schema }) => (
          <>
            <dt>
              <code>{name}</code>{' '}
              <small>
                {place}, <TypeOf schema={schema} />
                {required && ', required'}
                {schema.default !== undefined && `, default ${schema.default}`}
              </small>
            </dt>
            <dd>
              {schema.description && <Words text={schema.description} />}
              <Values schema={schema} />
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}

function Json({ value }: { value: unknown }) {
  return <pre>{JSON.stringify(value, null, 2)}</pre>;
}
