import type { ListName } from "#cards/list-card";
import type { RecordId } from "#domain/record";
import type { Register } from "#functions/house";
import { readRecordId } from "#functions/house";

/** What a written message asks for. Whatever is none of these is a story, and is not kept. */
export type Command =
  /** `story`: more was written than the wish to report, and none of it is kept. `danger`: ask that first. */
  | { readonly do: "start"; readonly form: string; readonly story: boolean; readonly danger: boolean }
  | { readonly do: "resume"; readonly form: string }
  | { readonly do: "cancel"; readonly form: string }
  /** What there is to read; what is missing of what must be there. */
  | { readonly do: "reading" }
  | { readonly do: "gaps" }
  /** How self-inspection goes; what the coming year holds. */
  | { readonly do: "inspections" }
  | { readonly do: "year" }
  /** It belongs elsewhere: `to` says what it is. */
  | { readonly do: "redirect"; readonly kind: string; readonly to: string }
  /** `written`: it was a code itself, which is neither kept nor repeated. */
  | { readonly do: "code"; readonly written: boolean }
  | { readonly do: "search"; readonly kind: string; readonly words: string }
  | { readonly do: "help" }
  | { readonly do: "home" }
  | { readonly do: "thanks" }
  | { readonly do: "list"; readonly of: ListName; readonly kind?: string }
  | { readonly do: "case"; readonly record: RecordId }
  | { readonly do: "story" };

const help = /^(hjälp|help|hur gör jag|vad kan du)( .*)?$/;
const greeting = /^(hej+|hallå|tja|god (morgon|kväll|dag)|start|meny|hem)$/;
const thanks =
  /^(tack( så mycket)?|ok(ej)?|bra|toppen|nej|ja|jo|nej tack|ja tack|\p{Extended_Pictographic}\p{M}*)+$/u;
const resume = /^fortsätt$/;
const cancel = /^avbryt$/;
/** What can be asked for as a list, by the words people use. */
const lists: readonly (readonly [ListName, RegExp])[] = [
  ["mine", /^(mina (ärenden|rapporter|avvikelser)|hur går det)$/],
  ["work", /^(mitt arbete|mina uppgifter|att göra|inkorg(en)?|arbetslista(n)?)$/],
  ["work", /^(svara|egenkontroll(en)?|(svara på |min |mina )egenkontroll(en|er|erna)?)$/],
  ["unit", /^(min enhet|mina enheter|enheten|översikt)$/],
  ["actions", /^(mina åtgärder|åtgärder)$/],
  ["compiled", /^((alla|mina|tidigare) )?sammanställningar(na)?$/],
  ["balance", /^(balanslista(n)?|alla åtgärder)$/],
];
const reading = /^(att läsa|läsa|läslista|vad ska jag läsa)$/;
const gaps = /^((saknade|saknas) rutiner|rutiner som saknas|luckor)$/;
const inspections =
  /^(uppföljning( av)? egenkontroll(er)?|egenkontrolläget|läget( för)? egenkontroll(er)?|egenkontroll läget)$/;
const year = /^(årscykel(n)?|årshjul(et)?|årskalender(n)?|årsplan(en)?)$/;
/** Somebody may be in danger: the form asks just that first. */
const danger = /(^|\P{L})(fara|akut|larm|larma|nödläge|112|hjälp mig|behöver hjälp)(\P{L}|$)/u;
/** "Jag vill rapportera …", "vi behöver anmäla en …": the wish to report, whatever follows. */
const wish =
  /^(jag|vi) (vill|ska|skulle vilja|behöver|måste) (göra en |skriva en |lämna en )?(rapportera|anmäla|rapport|avvikelserapport)/;

/** Like a case's number, also one that no case can have: four and four, by a hyphen or of letters and figures. */
const number = /^(?=.*[-\d])(?=.*[-\p{L}])[\p{L}\d]{4}[- ]?[\p{L}\d]{4}$/u;

const code = /^(svar (på|med|för) (en )?kod(en)?|kod(en)?|svarskod)$/;
/** Three times four, with or without what stands between, and with the word before it. */
const written = /^(kod(en)?:? )?(?=.*[-\d])(?=.*\p{L})[\p{L}\d]{4}([- ]?[\p{L}\d]{4}){2}$/u;

/** Reads a message. Case, punctuation at the end and repeated spaces do not matter. */
export function readCommand(text: string, register: Register): Command {
  const said = text
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(/[.!?]+$/, "");
  const first = Object.keys(register)[0] ?? "";
  const record = readRecordId(said);
  if (record) return { do: "case", record };
  // Misread, it is still no story.
  if (number.test(said) && !danger.test(said)) return { do: "case", record: said.toUpperCase() as RecordId };
  const isCode = written.test(said) && !danger.test(said);
  if ((isCode || code.test(said)) && Object.values(register).some(({ kind }) => kind.code))
    return { do: "code", written: isCode };
  if (said === "" || greeting.test(said)) return { do: "home" };
  if (thanks.test(said)) return { do: "thanks" };
  if (text.trim() === "?" || (help.test(said) && !danger.test(said) && said.length < 40))
    return { do: "help" };
  if (resume.test(said)) return { do: "resume", form: first };
  if (cancel.test(said)) return { do: "cancel", form: first };
  const list = lists.find(([, looks]) => looks.test(said));
  if (list) return { do: "list", of: list[0] };
  if (reading.test(said)) return { do: "reading" };
  if (gaps.test(said)) return { do: "gaps" };
  if (inspections.test(said)) return { do: "inspections" };
  if (year.test(said)) return { do: "year" };
  const sought = searchOf(said, register);
  if (sought) return sought;
  const listed = Object.keys(register).find((kind) =>
    register[kind]?.words.register?.commands.includes(said),
  );
  if (listed) return { do: "list", of: "register", kind: listed };
  const redirect = redirectOf(said, register);
  if (redirect) return redirect;
  const form = formOf(said, register);
  if (form) return { do: "start", form, story: false, danger: false };
  const begins = wish.exec(said)?.[0] ?? (danger.test(said) ? "" : undefined);
  if (begins === undefined) return { do: "story" };
  return { do: "start", form: first, story: said.length - begins.length > 25, danger: danger.test(said) };
}

/** A word that asks for documents, and what is looked for: "rutin våld". */
function searchOf(said: string, register: Register): Extract<Command, { do: "search" | "list" }> | undefined {
  for (const [kind, { words }] of Object.entries(register))
    for (const command of words.search?.commands ?? []) {
      const sought = said.replace(/^[/]/, "");
      if (sought === command && words.register) return { do: "list", of: "register", kind };
      if (sought.startsWith(`${command} `))
        return { do: "search", kind, words: sought.slice(command.length + 1) };
    }
  return undefined;
}

/** Whether a word asks for documents. */
export function seeks(word: string, register: Register): boolean {
  return Object.values(register).some(({ words }) => words.search?.commands.includes(word.toLowerCase()));
}

/** What somebody asks for that is no report: "orosanmälan". */
function redirectOf(said: string, register: Register): Extract<Command, { do: "redirect" }> | undefined {
  for (const [kind, { words }] of Object.entries(register))
    for (const [to, { commands }] of Object.entries(words.redirects ?? {}))
      if (commands.includes(bareOf(said))) return { do: "redirect", kind, to };
  return undefined;
}

/** What is left of what somebody says when the wish for it is taken away: "jag vill lämna ett klagomål". */
const bareOf = (said: string) =>
  said
    .toLowerCase()
    .replace(/^[/]/, "")
    .replace(/^(jag|vi) (vill|ska|skulle vilja|behöver|måste) /, "")
    .replace(/^(nya?|nytt|en|ett|göra?|lämna|skriva?|anmäla?|rapportera) (en |ett |ny |nytt )?/, "");

/**
 * The form that a word begins: the word alone, or with a little around it ("ny avvikelse", "/avvikelse"). What several
 * forms answer to begins the one that names it earliest among its words.
 */
export function formOf(said: string, register: Register): string | undefined {
  const bare = bareOf(said);
  const rankOf = ({ words }: Register[string]) =>
    words.commands.findIndex((command) => bare === command || said.toLowerCase() === command);
  const [match] = Object.keys(register)
    .filter((name) => rankOf(register[name] as Register[string]) >= 0)
    .sort((a, b) => rankOf(register[a] as Register[string]) - rankOf(register[b] as Register[string]));
  return match;
}
