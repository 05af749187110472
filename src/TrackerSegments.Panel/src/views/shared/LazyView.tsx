import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Failure } from './Failure';

interface Props {
  load: () => Promise<ComponentType>;
  /** What is said where the view cannot be fetched. */
  title: string;
  /** What stands there meanwhile. */
  children: ComponentChildren;
}

/** A view whose script is fetched when it is first opened. */
export function LazyView({ load, title, children }: Props) {
  const [view, setView] = useState<{ View: ComponentType } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const fetchView = () => {
    setError(null);
    load().then((View) => setView({ View }), setError);
  };
  useEffect(fetchView, []);
  if (error !== null) {
    return <Failure title={title} error={error} retry={fetchView} />;
  }
  return view ? <view.View /> : <>{children}</>;
}
