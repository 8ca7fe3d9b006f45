import type { Card } from "#cards/card";
import type { MessageRef } from "#domain/record";

/** How one platform puts a card in front of a person. Nothing is retried inside: the errand is. */
export interface Sender {
  /** A new message to a person. */
  send(contact: MessageRef, card: Card): Promise<Sent>;
  /** Redraws a message already sent. */
  update(ref: MessageRef, card: Card): Promise<Sent>;
}

/**
 * What became of it. `again` is whether another try can help (the platform is down, or asks us to wait
 * `after` seconds); otherwise the person cannot be reached this way. `why` is for the operator's log: a
 * status or error code, never content.
 */
export type Sent =
  | { readonly ok: true; readonly ref: MessageRef }
  | { readonly ok: false; readonly again: boolean; readonly after?: number; readonly why: string };
