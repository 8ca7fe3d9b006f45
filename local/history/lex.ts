import { localDate, plusMinutes } from "#domain/calendar";
import { headings } from "#domain/kinds/codes";
import type { Instant, RecordId } from "#domain/record";
import { after, between, type Chance, pick } from "./chance.ts";
import { type Case, closed, type Deed, deed, handled, mended } from "./life.ts";
import { found } from "./mix.ts";
import * as words from "./words.ts";

/** What becomes of an invented case that is handled as lex Sarah. */

/** How it ends is said beforehand, all else by chance; `outside`: it was not for lex Sarah. */
export type Ending = "none" | "tangibleRisk" | "mistreatment" | "seriousRisk" | "serious" | "outside";

/** A mistreatment, from the first assessment to the end: reported as one, or seen in the assessment of another. */
export function lexSarah(chance: Chance, one: Case, ending: Ending, reported: boolean): Deed[] {
  const { id } = one;
  const seen = reported ? one.at : after(chance, one.at, 1, 5);
  const answers = { ...found(chance, one.category, one.law), track: "lexSarah" };
  const suspicion = { trackReason: pick(chance, words.lexReasons) };
  const begun = reported ? [] : [deed(id, seen, "assess", answers, suspicion)];
  const first = plusMinutes(seen, between(chance, 25, 90));
  if (ending === "outside")
    return [
      ...begun,
      deed(
        id,
        first,
        "lexAssess",
        { track: "ordinary", scope: pick(chance, ["otherLaw", "notRecipient"]) },
        { trackReason: words.outsideReason },
      ),
      ...handled(chance, { ...one, at: first }, true),
    ];
  const assessed = deed(id, first, "lexAssess", { track: "lexSarah" }, suspicion);
  const journal = investigated(chance, id, first);
  const proposed = after(chance, journal.at(-1)?.at ?? first, 1, 5);
  const decided = after(chance, proposed, 2, 7);
  return [
    ...begun,
    assessed,
    ...journal,
    deed(id, proposed, "propose", { proposedDegree: ending }, { proposalReason: words.proposal }),
    deed(id, decided, "decide", { degree: ending }, { degreeReason: words.decision }),
    ...(ending.startsWith("serious") ? notified(chance, one, decided) : []),
    ...(ending === "none"
      ? [closed(chance, one, after(chance, decided, 2, 9))]
      : mended(chance, one, after(chance, decided, 1, 4))),
  ];
}

/** The eight headings, two on a day. */
function investigated(chance: Chance, id: RecordId, from: Instant): Deed[] {
  const deeds: Deed[] = [];
  for (const [n, heading] of headings.entries()) {
    const last = deeds.at(-1)?.at ?? from;
    const at = n % 2 === 0 ? after(chance, last, 1, 3) : plusMinutes(last, between(chance, 10, 40));
    const standing = heading === "causes" || heading === "again" ? "assessment" : "fact";
    const answers = { heading, writtenOn: localDate(at), standing };
    deeds.push(deed(id, at, "write", answers, { noteSource: words.source, note: words.notes[heading] }));
  }
  return deeds;
}

/** To the authority on the day of the decision, and what it answered. */
function notified(chance: Chance, { id, proposes }: Case, decided: Instant): Deed[] {
  const [settled, sent] = [plusMinutes(decided, 30), plusMinutes(decided, 50)];
  const answered = after(chance, sent, 30, 75);
  const day = localDate(decided);
  const proposal = deed(id, plusMinutes(decided, 15), "proposeNotice", {}, { noticeProposal: words.notice });
  return [
    ...(proposes ? [proposal] : []),
    deed(
      id,
      settled,
      "decideNotice",
      { notice: "yes", noticeBasis: "delegation", noticeOn: day },
      { noticeReason: words.notice },
    ),
    deed(id, sent, "recordNotice", { noticeSentOn: day }),
    deed(id, answered, "ivoAnswered", {
      ivoAnsweredOn: localDate(answered),
      ivoOutcome: pick(chance, ["closed", "closed", "measures"]),
    }),
  ];
}
