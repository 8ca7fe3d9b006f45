import type { Checklist } from "../checklist.ts";

/** How financial assistance and support to adults is handled; each half-year by the manager. */
export const financialAssistance = {
  id: "financial-assistance",
  version: 1,
  title: "Ekonomiskt bistånd och vuxna",
  type: "checklist",
  law: ["solSystematicQuality", "managementSystem"],
  intro:
    "Gäller halvåret. Granska ett slumpat urval av besluten, och räkna hur många av dem det stämmer för. Skriv inga namn.",
  sections: [
    {
      id: "decisions",
      title: "Ansökan och beslut",
      items: [
        {
          id: "first-visit",
          text: "Får den som söker hjälp ett första besök inom den tid som riktlinjen anger?",
          answer: { type: "yesPartly" },
        },
        {
          id: "reasoned",
          text: "Beslutet är motiverat och anger rätt paragraf i socialtjänstlagen från 2025.",
          answer: { type: "share" },
        },
        {
          id: "appeal",
          text: "Den som inte fick allt den sökte fick veta hur man överklagar.",
          answer: { type: "share" },
        },
        {
          id: "children-seen",
          text: "När det finns barn i familjen är deras behov bedömda och nedskrivna.",
          answer: { type: "share" },
        },
        {
          id: "violence-asked",
          text: "Ställer ni frågan om våld så som rutinen säger?",
          answer: { type: "yesPartly" },
          routine: "Rutin våld i nära relationer",
        },
      ],
    },
    {
      id: "payments",
      title: "Utbetalningar",
      items: [
        {
          id: "recovery",
          text: "Har återkraven handlagts enligt rutinen?",
          answer: { type: "yesNo" },
          routine: "Rutin återkrav",
        },
        {
          id: "two-sign",
          text: "Är det alltid två personer som godkänner en utbetalning?",
          answer: { type: "yesNo" },
        },
        {
          id: "wrong-payments",
          text: "Utbetalningen blev fel.",
          answer: { type: "share", good: "low" },
          hint: "Räkna de felaktiga, av alla i stickprovet.",
        },
      ],
    },
    {
      id: "safety",
      title: "Skydd, boende och verkställighet",
      items: [
        {
          id: "custody",
          text: "Är rutinen för omedelbart omhändertagande uppdaterad, och kan alla som behöver den?",
          answer: { type: "yesPartly" },
          routine: "Rutin vid omedelbart omhändertagande",
        },
        {
          id: "tenancies",
          text: "Andrahandskontraktet eller det sociala boendet är uppföljt.",
          answer: { type: "share" },
          routine: "Rutin vid bistånd i form av socialt boende andrahand",
        },
        {
          id: "threats",
          text: "När gick ni senast igenom rutinen vid hot och våld?",
          answer: { type: "day", within: 365 },
        },
        {
          id: "not-carried-out",
          text: "Hur ska de beslut som ännu inte är verkställda bli det?",
          answer: { type: "text" },
          hint: "Skriv hur ni planerar, inte vilka det gäller.",
        },
      ],
    },
  ],
} as const satisfies Checklist;
