import { isPause, typeOf } from "#domain/kind";
import type { CaseView } from "./record-card.ts";
import { listed, say } from "./text/sv.ts";
import type { NatureWords } from "./text/words.ts";

/** What a case asks of its reader, in a line or two on its cards. */

/**
 * To whoever must act: to decide, or to take it until somebody has. To whoever must stop the harm: just that,
 * whoever takes it, until it is decided. To somebody named to investigate: that they are. Nothing to those who only
 * know of it.
 */
export function guidanceOf(view: CaseView): string | undefined {
  const { words, entry, sight, taker, is = [] } = view;
  if (sight === "head") return undefined;
  if (sight === "harm") return harmText(view);
  const atDesk = is.includes("desk") ? words.asks?.[entry.state] : undefined;
  if (atDesk) return atDesk;
  if (!taker && can(view, "takes")) return natureOf(view)?.desk;
  return is.includes("investigator") && can(view, "writes") ? words.named : undefined;
}

function harmText(view: CaseView): string | undefined {
  const { kind, entry, taker, is = [] } = view;
  const { result } = kind;
  const isDecided = result?.fields.some((name) => entry.answers[name]);
  if (isDecided && !isBarred(view) && result?.to.some((each) => is.includes(each)))
    return natureOf(view)?.decided;
  const isAnswered = taker && typeOf(kind, entry) === kind.nature.alarm;
  // Danger is anybody's to answer; all else that is theirs to do is somebody else's now.
  const isTheirs = can(view, "stops") && (!isBarred(view) || view.alarm);
  return isTheirs && !isAnswered ? natureOf(view)?.harm : undefined;
}

/** What is said of a case of this type; otherwise where somebody is involved, or another stops the harm. */
function natureOf({ kind, words, entry }: CaseView): NatureWords | undefined {
  const nature = words.natures[typeOf(kind, entry)];
  const isGuarded = entry.hides.length + entry.hiddenFrom.length + entry.barred.length > 0;
  return isGuarded || hasHelper(entry) ? { ...nature, ...nature?.guarded, type: nature?.type ?? "" } : nature;
}

const can = ({ may, kind }: CaseView, what: "takes" | "stops" | "writes" | "makes") =>
  may.some((name) => kind.acts[name]?.[what]);

const hasHelper = ({ team }: CaseView["entry"]) => team.some(({ part }) => part === "helper");

/** Whether the reader may not handle the case. */
export const isBarred = ({ entry, reader }: CaseView) => entry.barred.some((id) => id === reader);

/**
 * The acts whose buttons are drawn. What cannot wait is nobody's to refuse (förvaltningslagen 17 §), but where
 * somebody is named to stop the harm nothing of that waits for whoever is involved.
 */
export function drawnActs(view: CaseView): readonly string[] {
  const { kind, entry, may } = view;
  const leaves = isBarred(view) && hasHelper(entry) && !view.alarm;
  return leaves ? may.filter((name) => !kind.acts[name]?.stops) : may;
}

/** Why the card has come again: what it was sent for has still not been done. */
export function againText({ kind, words, entry, sight, is = [], now }: CaseView): string | undefined {
  const stands = isPause(kind, entry.state) ? (entry.before ?? entry.state) : entry.state;
  const isDue = entry.errands.some(
    ({ what, notBefore }) => what.do === "tell" && what.whileIn?.includes(stands) && notBefore <= now,
  );
  if (!isDue) return undefined;
  if (is.includes("desk")) return words.again?.own;
  return sight === "head" ? words.again?.others(say.roles[entry.desk.role] ?? entry.desk.role) : undefined;
}

/** What comes next, to whoever sees the case whole: what is left to write or to plan, or what the state leads to. */
export function nextText(view: CaseView): string | undefined {
  const { words, entry, sight } = view;
  if (sight !== "full") return undefined;
  const usual = words.left?.(entry) ?? words.next?.[entry.state];
  const written = can(view, "writes") ? writtenText(view) : undefined;
  const isPlanned = entry.links.some((link) => link.kind !== entry.kind && link.outcome !== "void");
  const plans = can(view, "makes") && !isPlanned && !endsNow(view);
  return written ?? (plans ? words.unplanned?.[entry.state] : undefined) ?? usual;
}

/** Whether the button that ends the case is there. */
const endsNow = ({ kind, may }: CaseView) =>
  may.some((name) => {
    const act = kind.acts[name];
    return act?.on.includes("case") && typeof act.to === "string" && kind.ended.includes(act.to);
  });

/** Which headings of the journal have no entry yet, by their numbers; undefined before there is any. */
function writtenText({ kind, words, entry }: CaseView): string | undefined {
  const { journal } = kind;
  const field = journal?.while.includes(entry.state) ? kind.form.fields[journal.field] : undefined;
  if (!journal || field?.type !== "choice" || entry.parts.length === 0) return undefined;
  const left = field.options.flatMap((heading, at) =>
    entry.parts.some(({ answers }) => answers[journal.field] === heading) ? [] : [String(at + 1)],
  );
  return left.length > 0 ? words.journal?.left(listed(left)) : words.journal?.whole;
}
