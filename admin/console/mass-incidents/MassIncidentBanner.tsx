import type { KnownOutage, RequestOutages } from '../../../core/mass-incident/readKnownOutages.ts';
import type { Page } from '../env.ts';
import { Alert } from '../layout/Alert.tsx';
import { toldIn } from './words.ts';

/**
 * The mass incident a request is part of, or may be: what the customer is to be told, and the way to say that it has
 * another cause after all. Nothing where there is none.
 * @param props.open whether the request is: only then there is anything to change.
 */
export function MassIncidentBanner(props: {
  page: Page;
  requestId: string;
  open: boolean;
  outages: RequestOutages;
}) {
  const { page, requestId, open, outages } = props;
  const { t, language } = page;
  const { attached, possible } = outages;
  if (attached) {
    const isOver = attached.state === 'CLOSED' || attached.state === 'CLOSING';
    const said = isOver && attached.resolution ? attached.resolution : attached.told;
    return (
      <Alert tone={isOver ? 'info' : 'warning'} class="mb-4" title={outageTitle(page, attached)}>
        <p>{toldIn(said, language)}</p>
        {open && !isOver && (
          <form method="post" action={`/requests/${requestId}/detach`} class="mt-2">
            <button type="submit" class="btn btn-sm">
              {t('mass.detach')}
            </button>
          </form>
        )}
      </Alert>
    );
  }
  if (!open) return null;
  return (
    <>
      {possible.map((outage) => (
        <Alert tone="info" class="mb-4" title={outageTitle(page, outage)}>
          <p>{toldIn(outage.told, language)}</p>
          <form method="post" action={`/requests/${requestId}/attach`} class="mt-2">
            <input type="hidden" name="massIncidentId" value={outage.id} />
            <button type="submit" class="btn btn-sm">
              {t('mass.attach')}
            </button>
          </form>
        </Alert>
      ))}
    </>
  );
}

function outageTitle({ t }: Page, outage: KnownOutage): string {
  const { number, title, area } = outage;
  const words = t('mass.banner', { number, title });
  return area === null ? words : `${words} · ${area}`;
}
