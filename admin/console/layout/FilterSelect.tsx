/** One filter of a list: everything, or one of its values. Nothing where there is nothing to choose. */
export function FilterSelect(props: {
  name: string;
  label: string;
  /** What the empty choice says. */
  all: string;
  chosen: string | undefined;
  options: { value: string; label: string }[];
}) {
  if (props.options.length === 0) return null;
  // What the address asks for stays, though it may not be offered to this reader.
  const foreign = props.chosen !== undefined && !props.options.some(({ value }) => value === props.chosen);
  return (
    <label class={props.chosen === undefined ? 'filter' : 'filter filter-on'}>
      <span class="sr-only">{props.label}</span>
      <select class="select select-sm" name={props.name}>
        <option value="">{props.all}</option>
        {foreign && (
          <option value={props.chosen} selected>
            {props.chosen}
          </option>
        )}
        {props.options.map(({ value, label }) => (
          <option value={value} selected={value === props.chosen}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
