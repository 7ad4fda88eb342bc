import fc from 'fast-check';

/** All notices of a call in any order, each once at least and some twice or more: what a provider may deliver. */
export function anyDelivery<Notice>(notices: Notice[]): fc.Arbitrary<Notice[]> {
  return fc.array(fc.constantFrom(...notices), { maxLength: notices.length }).chain((repeats) => {
    const all = [...notices, ...repeats];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  });
}
