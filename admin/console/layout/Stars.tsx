import type { Page } from '../env.ts';

const STARS = 5;

/** The customer's rating, as stars and for ears. @param props.rating 1–5. */
export function Stars({ page, rating }: { page: Page; rating: number }) {
  const words = `${page.t('rating.label')}: ${page.t('rating.value', { stars: rating })}`;
  return (
    <span class="whitespace-nowrap text-warning" role="img" aria-label={words} title={words}>
      {'★'.repeat(rating)}
      {'☆'.repeat(STARS - rating)}
    </span>
  );
}
