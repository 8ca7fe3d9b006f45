import type { Entry, Instant, RecordId } from "#domain/record";
import { readEntry } from "#functions/storage/records";
import { type Device, type Osby, osby } from "./osby.ts";

/** How a compilation comes about: the presses that several journeys share. */

/** Turns the clock to a moment and sweeps, as the sweep does every minute. */
export async function sweepAt(town: Osby, at: string): Promise<void> {
  town.clock.turn((Date.parse(at) - Date.parse(town.clock.now())) / 60_000);
  await town.home.wake();
  await town.settled();
}

/** The compilations there are, as they are stored. */
export async function compilationsIn(town: Osby): Promise<Entry[]> {
  const { items } = await town.tables.store.query({ index: "shelf", pk: "T#osby#STANDING#compilation" });
  const found = await Promise.all(
    items.map((item) => readEntry(town.tables.store, osby, item.PK.split("#").at(-1) as RecordId)),
  );
  return found.flatMap((entry) => entry ?? []);
}

/** Writes under a heading, from the card or the open dialog to the closed dialog. */
export async function write(
  town: Osby,
  sara: Device,
  heading: string,
  text: string,
  document = "halfYear",
): Promise<void> {
  await sara.press("Skriv analysen");
  await sara.press("Nästa", { [`${document}Heading`]: heading });
  await sara.press("Spara", { [heading]: text });
  await town.settled();
}

/** A file behind a link on the open dialog: fetched as the page's button does. */
export async function fetched(device: Device, label: string): Promise<Uint8Array> {
  const link = device.link(label);
  if (!link) throw new Error(`no link ${label}: ${device.dialog()}`);
  const answer = await fetch(link, { method: "POST" });
  if (answer.status !== 200) throw new Error(`${label}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

export const midsummer = "2026-07-15T04:00:00.000Z" as Instant;
