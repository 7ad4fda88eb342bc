/** One thing a customer says, as any channel can carry it. */
export interface Touch {
  /** The sender's id of it: the same on every delivery. */
  id: string;
  phone: string;
  text: string;
}

/** What a sender is told: it is safe, come again, or never. */
export type Answer = 'taken' | 'again' | 'refused';

/** Where the house under test is reached. */
export interface HouseUnderTest {
  base: string;
}

/** A sender on one channel, speaking its own protocol. */
export interface Peer {
  /** Delivers once and reads the answer. Resolves only when the house has answered. */
  deliver(touch: Touch): Promise<Answer>;
  /** With a wrong secret or signature. */
  deliverForged(touch: Touch): Promise<Answer>;
  /** Something that is none of the channel's messages. */
  deliverMalformed(): Promise<Answer>;
  /** A message of a size nobody sends. */
  deliverOversize(touch: Touch): Promise<Answer>;
  /** The key the journal must know the touch by. */
  externalId(touch: Touch): string;
  close?(): Promise<void>;
}

/** How one way in is put to the test. */
export interface ContractCase {
  name: string;
  /** The channel's name. */
  channel: string;
  connect(house: HouseUnderTest): Promise<Peer>;
}
