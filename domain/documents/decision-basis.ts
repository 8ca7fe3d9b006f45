import type { CaseDocument } from "../kind.ts";
import { headings } from "../kinds/codes.ts";

/**
 * What whoever decides a lex Sarah case needs to read: the report, the assessment, what the investigation must
 * hold (SOSFS 2011:5 5 kap.), the proposal and what has been decided. Never who reported.
 */
export const decisionBasis = {
  name: "decisionBasis",
  sections: [
    {
      name: "report",
      fields: [
        ...["line", "what", "happened", "discovered", "concerns", "consequence", "category"],
        ...["measures", "measuresText", "secured", "suggestion", "suspicion"],
      ],
    },
    {
      name: "assessment",
      fields: ["ground", "routine", "law", "code", "cause", "track", "scope", "trackReason"],
    },
    { name: "inquiry", fields: ["investigator", "question", "reply"] },
    ...headings.map((heading) => ({
      name: heading,
      notes: {
        field: "heading",
        is: heading,
        text: "note",
        above: ["writtenOn", "noteSource", "standing"],
      },
    })),
    { name: "proposal", fields: ["proposedDegree", "proposalReason", "noticeProposal"] },
    { name: "decision", fields: ["degree", "degreeReason"] },
    {
      name: "notice",
      fields: [
        ...["notice", "noticeBasis", "noticeOn", "noticeParagraph", "noticeReason"],
        ...["noticeSentOn", "ivoNumber", "diaryNumber", "ivoAnsweredOn", "ivoOutcome"],
      ],
    },
    { name: "handling", history: true },
  ],
} as const satisfies CaseDocument;
