import type { Field, Step } from "#domain/form";
import type { Kind } from "#domain/kind";
import type { Entry, Facts } from "#domain/record";

/** The words that are alike of every kind, whatever its data names. */
interface CommonWords {
  /** "avvikelse", as in a sentence. */
  readonly name: string;
  /** The title of its form; at most 24 characters, a Slack modal's limit. */
  readonly title: string;
  /** What a person writes to begin; the first is the Slack command. */
  readonly commands: readonly [string, ...string[]];
  /** On the button that begins one, where that is no report. */
  readonly begin?: string;
  /** The same of a report that is another than the usual one. */
  readonly report?: string;
  /** The same of an investigation: which headings are left to write, and that none is. */
  readonly journal?: JournalWords;
  /** To somebody named to investigate. */
  readonly named?: string;
  /** Why a card comes again: to whoever must act, and to those above, by the role that must. */
  readonly again?: AgainWords;
  /** What must be done before its day, by the names of the kind's deadlines. */
  readonly deadlines?: Readonly<Record<string, string>>;
  /** What the figures propose, by the keys of the kind's advice. */
  readonly advice?: Readonly<Record<string, (gaps: Readonly<Record<string, string>>) => string>>;
  /** The documents that are made of a case, by their names. */
  readonly documents?: Readonly<Record<string, DocumentWords>>;
  readonly card?: CardWords;
  readonly receipt?: ReceiptWords;
  /** All that its cards say, where that is a sentence and nothing in it is protected. */
  readonly sentence?: (said: Told) => string;
  /** What a record is called, where that is more than its type and nothing of it is protected. */
  readonly called?: (facts: Facts) => string | undefined;
  /** What it is called does not say of which sort it is: that stands on a row of its own. */
  readonly sorted?: true;
  /** What the case that it grew out of hears of how it ended, by its outcome. */
  readonly outcomes?: Readonly<Record<string, string>>;
  /** The list of its records: the words that ask for it, its title, and what stands there when it is empty. */
  readonly register?: RegisterWords;
  readonly search?: SearchWords;
  /** Where that belongs which is none, by the option that says so. */
  readonly redirects?: Readonly<Record<string, RedirectWords>>;
  /** The words of what a record asks beside its kind: those of the fields and steps that it carries. */
  readonly carries?: (entry: Entry) => Pick<KindWords, "fields" | "steps">;
  /** What stands first of a record's answers: what somebody must see, and what is done about it. */
  readonly summary?: (entry: Entry) => SummaryWords | undefined;
  /** What a value of a fact is called, where it is no option of a field. */
  readonly values?: (fact: string, value: string) => string | undefined;
  /** What is left to do of a record, to whoever handles it, where its state does not say. */
  readonly left?: (entry: Entry) => string | undefined;
  /** What whoever reported hears beside, by what has been done. */
  readonly heard?: (entry: Entry) => string | undefined;
  /** What is counted from one time to the next. */
  readonly trend?: TrendWords;
}

/** What a kind is called and asks, in Swedish. The compiler asks for each word that the kind's data names. */
export interface WordsOf<K extends Kind> extends CommonWords {
  readonly fields: { readonly [F in keyof K["form"]["fields"]]: FieldWords<K["form"]["fields"][F]> };
  readonly steps: { readonly [S in StepName<K>]: StepWords };
  readonly acts: { readonly [A in keyof K["acts"]]: ActWords };
  readonly states: { readonly [S in K["states"][number]]: string };
  /** By nature: the type on cards, and what to do. */
  readonly natures: { readonly [N in NatureOf<K>]: NatureWords };
  /** What whoever handles it does next, where the buttons do not say so by themselves. */
  readonly next?: { readonly [S in K["states"][number]]?: string };
  /** The same where something must be planned, and nothing has been. */
  readonly unplanned?: { readonly [S in K["states"][number]]?: string };
  /** What a state asks of whoever must act, on the card. */
  readonly asks?: { readonly [S in K["states"][number]]?: string };
  /** What the reporter hears when it has come so far. */
  readonly told?: { readonly [S in K["states"][number]]?: string };
}

/** The title, what each time and number are called, where there is none, and a time by its key. */
interface TrendWords {
  readonly title: string;
  readonly time: string;
  readonly count: string;
  readonly none: string;
  readonly key: (key: string) => string;
}

/**
 * `rest`: what stands after it, under a title; `told`: the fields whose answers are told so; `called`: what others
 * are called, where one field was answered of several things.
 */
interface SummaryWords {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly rest?: { readonly title: string; readonly rows: SummaryWords["rows"] };
  readonly told?: readonly string[];
  readonly called?: Readonly<Record<string, string>>;
}

/** The words before what is looked for, the title of what was found, and what stands there when nothing was. */
interface SearchWords {
  readonly commands: readonly string[];
  readonly title: string;
  readonly none: string;
}

interface RegisterWords {
  readonly commands: readonly string[];
  readonly title: string;
  readonly none: string;
}

/** What whoever chose it reads; the numbers to ring, and where it is done, are the municipality's. */
interface RedirectWords {
  readonly title: string;
  /** What somebody may write to ask for it. */
  readonly commands: readonly string[];
  readonly text: string;
  readonly call?: (numbers: string) => string;
  readonly at?: (place: string) => string;
}

interface JournalWords {
  readonly left: (numbers: string) => string;
  readonly whole: string;
}

interface AgainWords {
  readonly own: string;
  readonly others: (role: string) => string;
}

/** A record's answers in words, and `by` whom it was made, each with whether that is the reader, and a day that is ahead. */
export type Told = Readonly<
  Record<string, { readonly text: string; readonly you: boolean; readonly ahead?: boolean } | undefined>
>;

/** The title of a card that is new, in somebody's hands and ended, and when it began, where they are others than a case's. */
interface CardWords {
  readonly fresh: string;
  readonly taken: string;
  readonly ended: string;
  /** The same where its days went before it was done. */
  readonly missed?: string;
  readonly begun: string;
  /** The first event of its history. */
  readonly received: string;
}

/** What whoever began it reads, where it was no report. */
interface ReceiptWords {
  readonly title: string;
  /** The title once something has come of it. */
  readonly news?: string;
  readonly told: string;
  readonly ended: string;
  readonly read: string;
}

type StepName<K extends Kind> = K["form"]["steps"][number]["name"] | AskedStep<K["acts"][keyof K["acts"]]>;
type AskedStep<A> = A extends { readonly asks: readonly (infer S extends Step)[] } ? S["name"] : never;
type NatureOf<K extends Kind> =
  | OptionsOf<K["form"]["fields"][K["nature"]["field"]]>
  | (K["nature"] extends { readonly alarm: infer A extends string } ? A : never);
type OptionsOf<F> = F extends { readonly options: readonly (infer O extends string)[] } ? O : never;

export interface StepWords {
  readonly title: string;
  readonly text?: string;
}

export interface NatureWords {
  readonly type: string;
  /** To whoever must act. */
  readonly desk?: string;
  /** To whoever must stop the harm, and no more. */
  readonly harm?: string;
  /** To the same, once it is decided. */
  readonly decided?: string;
  /** The same where somebody is involved, or another is named to stop the harm. */
  readonly guarded?: Pick<NatureWords, "desk" | "harm" | "decided">;
}

export interface ActWords {
  /** On the button, and above the form that the act asks with. */
  readonly label: string;
  /** On the button that ends that form, when it is of one step. */
  readonly send?: string;
  /** What the receipt says of it while it can be done. */
  readonly invite?: string;
  /** What whoever reported reads when they have done it. */
  readonly thanks?: string;
  /** "{name} {done}": what others read that somebody did. */
  readonly done: string;
}

export type FieldWords<F extends Field> = {
  readonly label: string;
  readonly hint?: string;
  /** What it is called to those who read the case, where the question would sound odd. */
  readonly read?: string;
  /** The same when that is over. */
  readonly past?: string;
} & (F extends { readonly type: "choice" }
  ? { readonly options: { readonly [O in OptionsOf<F>]: OptionWords } }
  : unknown);

/** A label, or a label with the sentence that defines it. */
export type OptionWords = string | { readonly label: string; readonly hint: string };

/** The words of any kind, as the road meets them: names are data there. */
export interface KindWords extends CommonWords {
  readonly fields: Readonly<
    Record<
      string,
      {
        label: string;
        hint?: string;
        read?: string;
        past?: string;
        options?: Readonly<Record<string, OptionWords>>;
      }
    >
  >;
  readonly steps: Readonly<Record<string, StepWords>>;
  readonly acts: Readonly<Record<string, ActWords>>;
  readonly states: Readonly<Record<string, string>>;
  readonly natures: Readonly<Record<string, NatureWords>>;
  readonly next?: Readonly<Record<string, string>>;
  readonly unplanned?: Readonly<Record<string, string>>;
  readonly asks?: Readonly<Record<string, string>>;
  readonly told?: Readonly<Record<string, string>>;
}

export interface DocumentWords {
  readonly title: string;
  /** The name of the file, before the case's number. */
  readonly file: string;
  readonly sections: Readonly<Record<string, string>>;
}

/** The words of a kind with those of what one of its records carries. */
export function withCarriedWords(words: KindWords, entry: Entry | undefined): KindWords {
  const carried = entry && words.carries?.(entry);
  if (!carried) return words;
  return {
    ...words,
    fields: { ...words.fields, ...carried.fields },
    steps: { ...words.steps, ...carried.steps },
  };
}

/** The label of an option, whether or not it has a definition. */
export function optionLabel(words: KindWords, field: string, value: string): string {
  const option = words.fields[field]?.options?.[value];
  return typeof option === "object" ? option.label : (option ?? value);
}

/** The sentence that defines an option, if it has one. */
export function optionHint(words: KindWords, field: string, value: string): string | undefined {
  const option = words.fields[field]?.options?.[value];
  return typeof option === "object" ? option.hint : undefined;
}
