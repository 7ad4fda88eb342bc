import type { Page } from '../env.ts';
import type { Failure } from '../failure.ts';
import { Alert } from './Alert.tsx';

/** Why the form that was just sent was refused; nothing where it was not. */
export function FailureAlert(props: {
  page: Page;
  failure: Pick<Failure, 'key' | 'params'> | null;
  class?: string;
}) {
  const { page, failure } = props;
  if (failure === null) return null;
  return (
    <Alert tone="error" class={props.class ?? 'mb-4'} answer>
      {page.t(failure.key, failure.params)}
    </Alert>
  );
}
