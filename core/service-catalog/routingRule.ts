/** A rule that sends contacts to a service; absent parts match everything. */
export interface RoutingRule {
  channel: string | null;
  /** Line of the PBX; case and ё/е do not matter. */
  queue: string | null;
  /** Part of the text; case and ё/е do not matter. */
  keyword: string | null;
  serviceId: string;
  /** Leaves alone a message without a word, as a phone number that is shared and nothing else; absent: it does not. */
  skipsSilent?: boolean;
}

/** A rule in its place. */
export interface StoredRoutingRule extends RoutingRule {
  id: string;
  skipsSilent: boolean;
}

/** What of a contact a rule looks at. */
export interface RoutingClues {
  channel: string;
  queue: string | null;
  text: string | null;
  /** It is a message without a word; absent: it says something, or is a call. */
  isSilent?: boolean;
}

/** @returns the first rule whose every given part matches, or undefined. */
export function matchRule<Rule extends RoutingRule>(rules: Rule[], clues: RoutingClues): Rule | undefined {
  const text = fold(clues.text ?? '');
  const queue = fold(clues.queue ?? '');
  return rules.find(
    (each) =>
      (each.channel === null || each.channel === clues.channel) &&
      (each.queue === null || fold(each.queue) === queue) &&
      (each.keyword === null || text.includes(fold(each.keyword))) &&
      !(each.skipsSilent && clues.isSilent),
  );
}

/** Case, ё/е and width do not tell words apart. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}
