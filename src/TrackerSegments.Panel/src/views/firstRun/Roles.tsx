import type { Role } from '../../api/types';
import { firstRun } from '../../texts/firstRun';
import { usePanel } from '../panel';

const roles: readonly Role[] = ['viewer', 'editor', 'strategist', 'admin'];

/** Who may do what, and which of them the person is. */
export function Roles() {
  const own = usePanel().store.workspace.value.value?.caller?.role;
  return (
    <details class="first-run-roles" open={own === 'viewer'} data-testid="first-run-roles">
      <summary>{firstRun.roles}</summary>
      <dl>
        {roles.map((role) => (
          <div key={role} class={role === own ? 'first-run-own' : undefined}>
            <dt>
              {firstRun.role(role)}
              {role === own && ` (${firstRun.you})`}
            </dt>
            <dd>{firstRun.mayDo(role)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
