import type { Child } from 'hono/jsx';
import { Icon, type IconName } from '../icons.tsx';

/** One panel of the simulator. @param props.endpoint where its requests go, for who wants to know. */
export function Panel(props: {
  id: string;
  icon: IconName;
  title: string;
  endpoint?: string;
  tools?: Child;
  /** A line below the head. */
  state?: Child;
  children?: Child;
}) {
  const { id, icon, title, endpoint, tools, state, children } = props;
  return (
    <section class={`panel panel-${id}`} id={id} aria-labelledby={`${id}-title`} tabindex={-1}>
      <header class="panel-head">
        <span class="panel-icon">
          <Icon name={icon} />
        </span>
        <div class="panel-name">
          <h2 id={`${id}-title`}>{title}</h2>
          {endpoint && <code>{endpoint}</code>}
        </div>
        {tools}
      </header>
      {state && <div class="panel-state">{state}</div>}
      {children}
    </section>
  );
}

/** A switch that is on or off. */
export function Switch({ id, label }: { id: string; label: string }) {
  return (
    <label class="switch">
      <input type="checkbox" id={id} />
      <span>{label}</span>
    </label>
  );
}
