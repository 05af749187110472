interface Props<Name extends string> {
  label: string;
  options: readonly (readonly [Name, string])[];
  chosen: Name;
  choose: (name: Name) => void;
}

/** One of a few. */
export function Switch<Name extends string>({ label, options, chosen, choose }: Props<Name>) {
  return (
    <div class="switch" role="group" aria-label={label}>
      {options.map(([name, text]) => (
        <button key={name} type="button" class="switch-option" aria-pressed={name === chosen} onClick={() => choose(name)}>
          {text}
        </button>
      ))}
    </div>
  );
}
