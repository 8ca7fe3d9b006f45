import type { Facts, RecordId } from "#domain/record";
import type { Standing } from "#functions/standing";

/** A large city's register: Osby's routines at many units, each with its own twist, as the shelf holds them. */

const names = [
  "Placerad barns skolgång",
  "Rutin våld i nära relationer",
  "Aktualisering och förhandsbedömning",
  "Uppstart och uppföljning av interna öppenvårdsinsatser",
  "Avvikande händelser och risker kopplat till verksamhetens kvalitet",
  "Lex Sarah",
  "Synpunkter och klagomål",
  "Rutin vid omedelbart omhändertagande",
  "Rutin vid bistånd i form av socialt boende andrahand",
  "Rutin misskötsel i socialt boende",
  "Rutin sjukprocessen",
  "Rutin återkrav",
] as const;

/** So many routines; every unit has all of them once, then again as local variants. */
export function register(count: number): Standing[] {
  return Array.from({ length: count }, (_, n) => {
    const [name, unit] = [names[n % names.length] ?? "", `unit-${Math.floor(n / names.length)}`];
    const facts: Facts = {
      ...{ kind: "routine", state: "inForce", unit, name: n % 5 === 4 ? `${name}, ${unit}` : name },
      ...{ belongsTo: `Handläggning ${n % 40}`, appliesTo: "Socialsekreterare", location: "Gemensam mapp" },
    };
    return { id: `R${n}` as RecordId, facts };
  });
}
