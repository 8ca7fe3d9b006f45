import type { Checklist } from "../checklist.ts";

/** How a home with special service (LSS) works; each tertial by the manager. */
export const disabilityHousing = {
  id: "disability-housing",
  version: 1,
  title: "LSS: bostad med särskild service",
  type: "checklist",
  law: ["managementSystem", "lssReport", "hslSafetyWork"],
  intro:
    "Gäller de senaste fyra månaderna. Där du räknar: hur många det stämmer för, av dem du har granskat.",
  sections: [
    {
      id: "plans",
      title: "Planer och delaktighet",
      items: [
        {
          id: "plan",
          text: "Den som bor här har en aktuell genomförandeplan.",
          answer: { type: "share" },
        },
        {
          id: "took-part",
          text: "Den boende har själv varit med och gjort sin plan.",
          answer: { type: "share" },
        },
        {
          id: "notes-follow-plan",
          text: "Går det att följa målen i planen i den sociala dokumentationen?",
          answer: { type: "yesPartly" },
        },
        {
          id: "house-meeting",
          text: "När hade ni senast ett husmöte som det finns anteckningar från?",
          answer: { type: "day", within: 122 },
        },
      ],
    },
    {
      id: "safety",
      title: "Trygghet och integritet",
      items: [
        {
          id: "no-restriction",
          text: "Är boendet fritt från begränsningar som saknar stöd i lag eller samtycke?",
          answer: { type: "yesNo" },
          hint: "Till exempel låsta dörrar, larm och grindar.",
        },
        {
          id: "money",
          text: "Har två personer stämt av de boendes pengar mot kvittona?",
          answer: { type: "yesNo" },
          hint: "Svara Ej aktuellt om ni inte hanterar någons pengar.",
        },
        {
          id: "fire",
          text: "När gick ni senast igenom brandskydd och utrymning?",
          answer: { type: "day", within: 365 },
        },
      ],
    },
    {
      id: "health",
      title: "Läkemedel och kompetens",
      items: [
        {
          id: "delegations",
          text: "Delegeringen gäller fortfarande.",
          answer: { type: "share" },
        },
        {
          id: "medicines",
          text: "Är läkemedelsskåp och signeringslistor kontrollerade?",
          answer: { type: "yesNo" },
        },
        {
          id: "introduced",
          text: "Den nyanställda har fått sin introduktion.",
          answer: { type: "share" },
          routine: "Introduktion och mentorskap för nyanställda",
        },
      ],
    },
    {
      id: "learning",
      title: "Rapportering och bemanning",
      items: [
        {
          id: "knows-reporting",
          text: "Medarbetaren kan berätta hur man rapporterar en avvikelse.",
          answer: { type: "share" },
          hint: "Fråga några på måfå.",
          routine: "Avvikande händelser och risker kopplat till verksamhetens kvalitet",
        },
        {
          id: "staffing",
          text: "Har ni haft personal nog för det stöd som de boende har rätt till?",
          answer: { type: "yesPartly" },
        },
        {
          id: "next",
          text: "Vad tar ni med er och gör något åt?",
          answer: { type: "text" },
        },
      ],
    },
  ],
} as const satisfies Checklist;
