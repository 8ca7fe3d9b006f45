import type { Option, Reply } from "#cards/card";
import { problemLine } from "#cards/record-card";
import type { KindWords } from "#cards/text/words";
import { shownInstant } from "#cards/when";
import type { Scene } from "#domain/decide";
import type { Form, Surface } from "#domain/form";
import { actForm, type Kind } from "#domain/kind";
import { chainOf, type Municipality, reportingUnits, unitPath } from "#domain/municipality";
import type { Person } from "#domain/person";
import type { MessageRef, Platform, Problem } from "#domain/record";
import type { House } from "./house.ts";
import { readPerson, roleHolders } from "./people.ts";

/** Somebody asking for something: who, in which municipality, and where the answer will be shown. */
export interface Caller {
  readonly house: House;
  readonly municipality: Municipality;
  readonly person: Person;
  readonly platform: Platform;
  readonly surface: Surface;
  /** The message that was pressed, or that launched the dialog. */
  readonly card?: MessageRef | undefined;
}

/** A form by its name: a kind's own (`deviation`), or that of one of its acts (`deviation.wrongUnit`). */
export interface Asked {
  readonly kind: Kind;
  readonly words: KindWords;
  readonly form: Form;
  readonly act?: string;
}

export function askedBy(house: House, name: string): Asked | undefined {
  const [kindName = "", act] = name.split(".");
  const found = Object.hasOwn(house.register, kindName) ? house.register[kindName] : undefined;
  if (!found) return undefined;
  if (act === undefined) return { ...found, form: found.kind.form };
  const form = Object.hasOwn(found.kind.acts, act) ? actForm(found.kind, act) : undefined;
  return form && { ...found, form, act };
}

/** The municipality as decisions see it, now. */
export async function sceneOf(house: House, municipality: Municipality, kind: Kind): Promise<Scene> {
  return {
    tenant: municipality.tenant,
    kind,
    people: await roleHolders(house, municipality.tenant),
    pathOf: (unit) => unitPath(municipality, unit).map(({ id }) => id),
    chainOf: (unit) => chainOf(municipality, unit),
    quiet: municipality.quietHours,
    now: house.now(),
  };
}

/** The units a report may concern, to choose from. */
export function unitOptions(municipality: Municipality): Option[] {
  return reportingUnits(municipality).map(({ id, name }) => ({ value: id, label: name }));
}

/** Problems as an answer. Who acted, and when, is filled in for whoever is told that somebody else did. */
export async function refuse(caller: Caller, words: KindWords | undefined, problem: Problem): Promise<Reply> {
  const { house, person } = caller;
  const { by, act, at } = problem.with ?? {};
  if (problem.key !== "acted" || !by || !act || !at)
    return { type: "problems", problems: [{ text: problemLine(problem) }] };
  const actor = await readPerson(house, person.tenant, by as Person["id"]);
  const filled = {
    name: actor?.name ?? "",
    done: words?.acts[act]?.done ?? "",
    when: shownInstant(at as Parameters<typeof shownInstant>[0], house.now()),
  };
  return { type: "problems", problems: [{ text: problemLine({ key: "acted", with: filled }) }] };
}
