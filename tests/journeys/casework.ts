import type { Entry, RecordId } from "#domain/record";
import { readEntry } from "#functions/storage/records";
import { type Device, type Osby, osby } from "./osby.ts";

/** How cases get where a journey begins: the presses that several journeys share. */

/** What a deviation says, where it differs from the usual one. */
interface Report {
  readonly nature?: string;
  readonly law?: string;
  readonly category?: string;
  readonly involved?: string;
  readonly what?: string;
}

/** Reports, from the first word to the receipt, and gives the case's number. */
export async function report(town: Osby, anna: Device, said: Report = {}): Promise<string> {
  const before = new Set((await town.records()).map(({ id }) => id));
  await anna.say("avvikelse");
  await anna.press("Nej, ingen är i fara");
  await anna.press(said.nature ?? "Avvikelse");
  await anna.press("En person hos oss");
  await anna.press("Nästa", { happened: "i går kväll", law: said.law ?? "sol" });
  await anna.press(said.category ?? "Utredning, beslut och rättssäkerhet");
  await anna.press("Oro eller obehag", { what: said.what ?? "Ett beslut skickades inte i tid." });
  await anna.press(said.involved ?? "Nej, ingen av dem", { measures: ["informed"] });
  await anna.press("Skicka");
  await town.settled();
  const made = (await town.records()).find(({ id }) => !before.has(id));
  if (!made) throw new Error(`nothing was reported: ${anna.card()}`);
  return made.id;
}

/** What an assessment says, where it differs from the usual one. */
interface Assessment {
  readonly ground?: string;
  readonly code?: string;
  readonly law?: string;
  readonly probability?: string;
  readonly severity?: string;
  readonly next?: string;
}

/** Assesses the case as a deviation, from the button on the card to the case again. */
export async function assess(town: Osby, maja: Device, said: Assessment = {}): Promise<void> {
  await maja.press("Bedöm");
  await maja.press("Nästa", {
    ground: said.ground ?? "routine",
    law: said.law ?? "sol",
    code: said.code ?? "RTS6",
    cause: ["routines"],
  });
  await maja.press("Nästa", { probability: said.probability ?? "2", severity: said.severity ?? "2" });
  await maja.press("Nästa", { track: "ordinary", trackReason: "Ingen har farit illa." });
  await maja.press("Skicka", { next: said.next ?? "action" });
  await town.settled();
}

/** Decides on an action out of the case that is open on a dialog or lies on a card. */
export async function plan(town: Osby, maja: Device, owner: string, due = "2026-03-20"): Promise<void> {
  await maja.press("Ny åtgärd");
  await maja.press("Nästa", {
    plan: "Påminnelse i kalendern för varje beslut.",
    owner,
    due,
    followOn: "2026-04-15",
  });
  await maja.press("Spara", { actionType: "routine", strength: "medium", level: "unit" });
  await town.settled();
}

/** Whoever is to do it says that it is done. */
export async function finish(town: Osby, owner: Device, doneNote = "Det är på plats."): Promise<void> {
  await owner.press("Det är gjort");
  await owner.press("Klart", { doneNote });
  owner.closeDialog();
  await town.settled();
}

/** Whether it helped, and how we know. */
export async function followUp(town: Osby, maja: Device, effect: string, effectHow: string): Promise<void> {
  await maja.press("Följ upp");
  await maja.press("Spara", { effect, effectHow });
  maja.closeDialog();
  await town.settled();
}

/** Ends the case, with what the reporter will read. */
export async function close(town: Osby, maja: Device, feedback: string): Promise<void> {
  await maja.press("Avsluta");
  await maja.press("Avsluta", { feedback });
  maja.closeDialog();
  await town.settled();
}

/** The actions there are, as they are stored, in the order they were decided. */
export async function actionsIn(town: Osby): Promise<Entry[]> {
  const { items } = await town.tables.store.query({ index: "shelf", pk: "T#osby#STANDING#action" });
  const found = await Promise.all(
    items.map((item) => readEntry(town.tables.store, osby, item.PK.split("#").at(-1) as RecordId)),
  );
  return found.flatMap((entry) => entry ?? []);
}

/** Some days later, at the same time of day. */
export function days(town: Osby, count: number): void {
  town.clock.turn(count * 24 * 60);
}

/** Everything stored of cases and actions, to compare with later. */
export async function everything(town: Osby): Promise<unknown> {
  return [await town.records(), await actionsIn(town)];
}

/** What an action says, where it differs from the usual one. */
interface Planned {
  readonly unit?: string;
  readonly plan?: string;
  readonly owner?: string;
  readonly due?: string;
  readonly followOn?: string;
}

/** An action that stands alone, from the word to the receipt. */
export async function decideOn(town: Osby, maja: Device, said: Planned = {}): Promise<void> {
  await maja.say("åtgärd");
  await maja.press("Nästa", { unit: said.unit ?? "barn-familj", source: "meeting" });
  await maja.press("Nästa", {
    plan: said.plan ?? "En ny rutin för nycklar.",
    owner: said.owner ?? "anna",
    due: said.due ?? "2026-03-20",
    followOn: said.followOn ?? "2026-04-15",
  });
  await maja.press("Skicka", { actionType: "routine", strength: "medium", level: "unit" });
  await town.settled();
}
