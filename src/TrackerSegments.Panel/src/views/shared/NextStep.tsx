/** One sentence that says what to do, with the words to type where there are any. */
export function NextStep({ text, command }: { text: string; command?: string }) {
  return (
    <div class="next-step">
      <p>{text}</p>
      {command && (
        <pre class="command" tabIndex={0}>
          <code>{command}</code>
        </pre>
      )}
    </div>
  );
}
