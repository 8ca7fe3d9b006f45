import type { Checklist } from "../checklist.ts";

/** How home care and housing for older people works; each quarter by the manager. */
export const elderCare = {
  id: "elder-care",
  version: 1,
  title: "Äldre: hemtjänst och särskilt boende",
  type: "checklist",
  law: ["solGoodQuality", "solSystematicQuality", "hslSafetyWork", "managementSystem"],
  intro: "Gäller kvartalet. Där du räknar: hur många det stämmer för, av dem du har granskat.",
  sections: [
    {
      id: "help",
      title: "Kontakt, tid och larm",
      items: [
        {
          id: "contact",
          text: "Den som vill ha en fast omsorgskontakt har en.",
          answer: { type: "share" },
        },
        {
          id: "time",
          text: "Stämmer tiden hos omsorgstagarna med den som är beviljad, inom det spann ni har avtalat?",
          answer: { type: "yesPartly" },
        },
        {
          id: "alarms",
          text: "Larmet besvarades i tid.",
          answer: { type: "share" },
        },
        {
          id: "missed-visits",
          text: "Rapporterar ni uteblivna besök som avvikelser?",
          answer: { type: "yesPartly" },
          routine: "Avvikande händelser och risker kopplat till verksamhetens kvalitet",
        },
      ],
    },
    {
      id: "health",
      title: "Hälsa och hygien",
      items: [
        {
          id: "risks",
          text: "Risken för fall, undernäring och trycksår är bedömd.",
          answer: { type: "share" },
        },
        {
          id: "night-fast",
          text: "Nattfastan är mätt.",
          answer: { type: "share" },
          hint: "Tiden mellan kvällens sista och morgonens första mål.",
        },
        {
          id: "hygiene",
          text: "Basala hygienrutiner och klädregler följdes helt.",
          answer: { type: "share" },
          hint: "Räkna observationer.",
        },
        {
          id: "signed",
          text: "Den delegerade uppgiften är signerad.",
          answer: { type: "share" },
        },
      ],
    },
    {
      id: "respect",
      title: "Trygghet, önskemål och synpunkter",
      items: [
        {
          id: "keys",
          text: "Har ni kontrollerat hur nycklarna hanteras?",
          answer: { type: "yesNo" },
          hint: "Svara Ej aktuellt om ni inte har några nycklar.",
        },
        {
          id: "life-story",
          text: "Vet personalen vad den enskilde har varit med om i livet och önskar sig?",
          answer: { type: "yesPartly" },
        },
        {
          id: "abuse",
          text: "När gick ni senast igenom vad man gör om man misstänker övergrepp?",
          answer: { type: "day", within: 365 },
        },
        {
          id: "complaints",
          text: "Klagomålet är besvarat i tid.",
          answer: { type: "share" },
          routine: "Synpunkter och klagomål",
        },
        {
          id: "praise",
          text: "Har personalen fått höra det beröm som har kommit?",
          answer: { type: "yesNo" },
        },
      ],
    },
  ],
} as const satisfies Checklist;
