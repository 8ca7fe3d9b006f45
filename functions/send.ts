import type { Reply } from "#cards/card";
import { answerText } from "#cards/form-card";
import { goneCard, thanksCard } from "#cards/record-card";
import { listed, say } from "#cards/text/sv";
import { cameBetween, receive, refused } from "#domain/decide";
import { type Draft, stepsFor, unfinished } from "#domain/form";
import { routeOf } from "#domain/kind";
import type { Entry, Problem, ProblemKey } from "#domain/record";
import { appointed, type Said } from "./appoint.ts";
import { type Asked, type Caller, ledUnit, mayStart, refuse, sceneOf } from "./caller.ts";
import { expiryOf, formContext, keep, sealTexts, showDraft, type Texts } from "./drafts.ts";
import { merged, saidIn } from "./merging.ts";
import { changePerson, nameOf } from "./people.ts";
import { fresh, perform } from "./perform.ts";
import { type Look, logged, look, openCase, showReceipt, textsOf } from "./read.ts";
import { dropDraft, readEntry, saveDraft, saveEntry } from "./storage/records.ts";
import { digest } from "./storage/vault.ts";

/** Refusals that no later press can mend: the form is thrown away with them. */
const never: readonly ProblemKey[] = ["alreadyComplete", "opened", "noSuchCase"];

/** Sends a draft: a new record, or an act on a case. What is still missing is shown instead. */
export async function submit(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  texts: Texts,
  next?: (entry: Entry) => Promise<Reply | undefined>,
): Promise<Reply> {
  const { house } = caller;
  const gap = unfinished(asked.form, draft, await formContext(caller, asked, draft));
  if (gap)
    return keep(caller, asked, { ...draft, step: gap.step, touchedAt: house.now() }, texts, gap.problems);
  const said = answered(asked, draft, texts);
  if (asked.act === undefined || !draft.about) {
    // Whatever was begun, and however: judged by the roles of this moment.
    const now = asked.kind.starts ? await fresh(caller) : caller;
    const may = mayStart(now, asked.kind);
    const there = { ...said, answers: { ...said.answers, ...ledUnit(now, asked) } };
    const whole = may ? await appointed(caller, asked, there) : ({ key: "mayNotStart" } as const);
    if ("key" in whole) return mend(caller, asked, draft, texts, whole);
    const { entry, changed } = await record(caller, asked, draft, whole);
    return changed ? refuse(caller, asked.words, { key: "alreadySent" }) : showReceipt(caller, entry);
  }
  const { record: id, version } = draft.about;
  const outcome = await perform(caller, id, asked.act, version, { ...said, draft });
  if ("key" in outcome) {
    const entry = await readEntry(house.store, draft.tenant, id);
    const { key } = outcome;
    if (entry && key === "answeredMeanwhile")
      return seeOthers(caller, asked, draft, texts, { ...said, entry });
    if (never.includes(outcome.key) && !outcome.field) await dropDraft(house.store, draft);
    // What was written is there when the form is opened again, also where the dialog closed over it.
    else await saveDraft(house.store, draft, expiryOf(caller));
    const isMended = outcome.field !== undefined || outcome.key === "tryAgain";
    return isMended || !entry
      ? mend(caller, asked, draft, texts, outcome, entry)
      : turnedBack(caller, asked, entry, outcome);
  }
  await dropDraft(house.store, draft);
  return (await next?.(outcome.entry)) ?? showOutcome(caller, outcome.entry, asked);
}

/** Others have answered the same meanwhile: who and what is shown, and what is then chosen holds. */
async function seeOthers(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  texts: Texts,
  { entry, ...said }: Said & { readonly entry: Entry },
): Promise<Reply> {
  const { house } = caller;
  // What they wrote is read now.
  if (!(await logged(house, caller.person, entry, "open")))
    return refuse(caller, asked.words, { key: "notLogged" });
  const known = (await textsOf(house, entry, Object.keys(said.texts))) ?? {};
  const { clashes } = merged(entry, known, { ...said, shown: draft.shown ?? {} });
  const acted = entry.history
    .slice(draft.about?.version)
    .filter(({ act }) => asked.kind.acts[act] && !asked.kind.acts[act]?.quiet);
  const names = await Promise.all(
    [...new Set(acted.map(({ by }) => by))].map((by) =>
      by === caller.person.id ? say.case.you : nameOf(house, entry.tenant, by),
    ),
  );
  const name = listed(names.flatMap((each) => each ?? []));
  const problems = clashes.map((field): Problem => {
    const given = answerText(asked.form, asked.words, { units: [] }, field, entry.answers[field]);
    return { key: "answeredMeanwhile", field, with: { name, answer: known[field] ?? given } };
  });
  const now = Object.entries(saidIn(entry)).filter(([field]) => clashes.includes(field));
  const shown = { ...draft.shown, ...Object.fromEntries(now) };
  const next = { ...draft, shown, touchedAt: house.now() };
  return keep(caller, asked, next, texts, problems);
}

/**
 * Why the act that a form asks for is theirs to do no longer, if so: told at each step, so that nobody fills in the
 * rest in vain. What was answered is kept.
 */
export async function overtaken(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  { view: { entry }, person }: Look,
): Promise<Reply | undefined> {
  const scene = await sceneOf(caller.house, caller.municipality, asked.kind);
  const problem = refused(scene, entry, asked.act ?? "", person, draft.about?.version ?? 0);
  if (!problem) return undefined;
  if (never.includes(problem.key)) await dropDraft(caller.house.store, draft);
  else await saveDraft(caller.house.store, draft, expiryOf(caller));
  return turnedBack(caller, asked, entry, problem);
}

/** Why the case did not let the act be done, above the case as it is now for whoever still sees it. */
async function turnedBack(caller: Caller, asked: Asked, entry: Entry, problem: Problem): Promise<Reply> {
  const { house, municipality, person } = caller;
  const { act = "", kind, words } = asked;
  const view = (await look(caller, entry.id))?.view;
  if (!view) return refuse(caller, words, problem, entry);
  // To somebody who may not know of it nothing has come between.
  const isVague = problem.key === "notAllowed" && !view.neutral;
  const scene = await sceneOf(house, municipality, kind);
  const why = isVague ? cameBetween(scene, entry, act, person.id) : problem;
  const { problems } = await refuse(caller, words, why, entry);
  const still = problem.key === "acted" && view.may.includes(act) ? [{ text: say.stillThere }] : [];
  const shown =
    caller.surface === "dialog" ? await openCase(caller, { do: "open", record: entry.id }) : undefined;
  return {
    type: "problems",
    problems: [...problems, ...still],
    ...(shown?.type === "dialog" && { card: shown.card }),
  };
}

/** Something to mend in the form: it stays, with what was answered. */
async function mend(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  texts: Texts,
  problem: Problem,
  entry?: Entry,
): Promise<Reply> {
  const refusal = await refuse(caller, asked.words, problem, entry);
  const page = problem.field ? await showDraft(caller, asked, draft, texts, [problem]) : undefined;
  return page?.type === "dialog" ? { ...refusal, card: page.card } : refusal;
}

/**
 * What came of an act: the receipt to whoever only reported, the case to everybody who handles it, and to whoever
 * just gave it away that it is gone.
 */
export async function showOutcome(caller: Caller, entry: Entry, { act, words }: Asked): Promise<Reply> {
  const found = await look(caller, entry.id);
  const sight = found?.sight;
  if (entry.by === caller.person.id && (sight === undefined || sight === "own")) {
    const { label = "", thanks = undefined } = words.acts[act ?? ""] ?? {};
    return found && thanks && caller.surface === "dialog"
      ? { type: "dialog", card: thanksCard(found.view, label, thanks) }
      : showReceipt(caller, entry);
  }
  return sight
    ? openCase(caller, { do: "open", record: entry.id }, act)
    : { type: "dialog", card: goneCard() };
}

/**
 * What was answered on the steps that the answers lead through. What was only known beforehand, or given on
 * a branch that was then left, is not sent.
 */
function answered({ form }: Asked, draft: Draft, texts: Texts): Said {
  const steps = stepsFor(form, draft.answers, "dialog").filter(({ name }) => draft.seen.includes(name));
  const names = new Set(steps.flatMap(({ fields }) => fields.filter((name) => !form.fields[name]?.passing)));
  const only = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  return { answers: only(draft.answers), texts: only(texts) };
}

/**
 * Makes the record: its key, itself, and the draft gone, in that order. The acknowledgement leaves after
 * the record is written; sent again, the same draft finds the same record, and `changed` says that it had
 * been changed since.
 */
async function record(
  caller: Caller,
  asked: Asked,
  draft: Draft,
  { answers, texts }: Said,
): Promise<{ entry: Entry; changed: boolean }> {
  const { house, person, municipality, platform, card } = caller;
  const { tenant } = person;
  const { kind } = asked;
  const key = await house.vault.makeRecordKey(tenant, draft.id);
  const body = digest(key, JSON.stringify([answers, texts]));
  const said = { answers, sealed: sealTexts(key, `${tenant}|${draft.id}`, texts), body };
  const from = {
    id: draft.id,
    nonce: draft.nonce,
    by: person.id,
    ...(card && { receipt: { platform, ref: card } }),
  };
  const scene = await sceneOf(house, municipality, kind, routeOf(kind, answers).hides !== undefined);
  const entry = receive(scene, from, said);
  if ((await saveEntry(house.store, kind, entry)) === "conflict") {
    const there = await readEntry(house.store, tenant, draft.id);
    // Somebody else's record under our number: a collision, so take another number.
    if (there?.nonce !== draft.nonce)
      return record(caller, asked, { ...draft, id: house.recordId() }, { answers, texts });
    await dropDraft(house.store, draft);
    return { entry: there, changed: there.history[0]?.body !== body };
  }
  await dropDraft(house.store, draft);
  // Where somebody works, they said in their first report.
  if (person.unit === undefined && !person.shared && asked.form.fields.unit?.known === "person.unit")
    await changePerson(house, tenant, person.id, (now) =>
      now.unit ? undefined : { ...now, unit: entry.unit },
    );
  house.saved(tenant, entry.id);
  return { entry, changed: false };
}
