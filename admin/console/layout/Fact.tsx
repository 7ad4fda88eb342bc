import type { Child } from 'hono/jsx';

/** One line of a list of facts. */
export function Fact(props: { name: string; children: Child }) {
  return (
    <div class="fact">
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
