import type { Checklist } from "../checklist.ts";

/** How reports and inquiries about children, and the care of those placed, are handled; each quarter by the manager. */
export const childrenCasework = {
  id: "children-casework",
  version: 1,
  title: "Barn och unga: handläggning",
  type: "checklist",
  law: ["solSystematicQuality", "lvu", "managementSystem"],
  intro:
    "Gäller kvartalet. Granska alla ärenden eller ett slumpat urval, och räkna hur många av dem det stämmer för. Skriv inga namn.",
  sections: [
    {
      id: "inquiry",
      title: "Anmälan, utredning och beslut",
      items: [
        {
          id: "protection-same-day",
          text: "Skyddsbedömningen är gjord och dokumenterad samma dag som anmälan kom.",
          answer: { type: "share" },
          routine: "Aktualisering och förhandsbedömning",
        },
        {
          id: "opened-14-days",
          text: "Beslutet att inleda en utredning eller inte är fattat inom 14 dagar från anmälan.",
          answer: { type: "share" },
          routine: "Aktualisering och förhandsbedömning",
        },
        {
          id: "closed-4-months",
          text: "Utredningen är klar inom fyra månader, eller så finns ett beslut om längre tid.",
          answer: { type: "share" },
        },
        {
          id: "child-heard",
          text: "Barnet har fått komma till tals, och det går att läsa i akten.",
          answer: { type: "share" },
        },
        {
          id: "best-interest",
          text: "Framgår det av besluten hur ni har prövat vad som är bäst för barnet?",
          answer: { type: "yesPartly" },
        },
      ],
    },
    {
      id: "placed",
      title: "Placerade barn",
      items: [
        {
          id: "care-plan",
          text: "Barnet har både vårdplan och genomförandeplan.",
          answer: { type: "share" },
        },
        {
          id: "reconsidered",
          text: "Har alla överväganden och omprövningar gjorts i tid?",
          answer: { type: "yesNo" },
          hint: "Svara Ej aktuellt om inget barn är placerat.",
        },
        {
          id: "school-health",
          text: "Följer ni upp hur barnen har det i skolan och hur de mår, så som rutinen säger?",
          answer: { type: "yesPartly" },
          routine: "Placerad barns skolgång",
        },
        {
          id: "visited",
          text: "Barnet har fått så många besök som var planerade.",
          answer: { type: "share" },
        },
      ],
    },
    {
      id: "learning",
      title: "Enheten lär sig",
      items: [
        {
          id: "lex-sarah-told",
          text: "När gick ni senast igenom rutinen för lex Sarah med alla medarbetare?",
          answer: { type: "day", within: 365 },
          routine: "Lex Sarah",
        },
        {
          id: "talked-through",
          text: "Har ni gått igenom kvartalets avvikelser och klagomål på en arbetsplatsträff?",
          answer: { type: "yesNo" },
          routine: "Avvikande händelser och risker kopplat till verksamhetens kvalitet",
        },
        {
          id: "greatest",
          text: "Vilken brist är störst, och vad gör ni åt den?",
          answer: { type: "text" },
        },
      ],
    },
  ],
} as const satisfies Checklist;
