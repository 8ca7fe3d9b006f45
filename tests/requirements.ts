/**
 * The rows of the five municipalities' own documents that are the core of this product, by the numbers they have in
 * the list of requirements (mark C). Tests carry the numbers of those they show.
 */
export const coreRows = {
  OSB: "03 07 10 13 14 15 17 18 21 22 25 27 28 29 34 36 37 49 50 51 52 57 58 59 71 76 77 78 79 82 84 85 86 87 88 89 90 91 92 93 94 95 97 98 99 100 101 102 103 104 105 106 107 108 114 115",
  HJO: "10 15 16 17 24 28 37 38 45 46 48 49 50 51 53 54 57 58 59 67 68 70",
  MAL: "05 06 07 08 10 11 12 15 17 18 21 22 28 29 30 31 32 33 34 35 36 39 40 41 42 44 52 53 55 56 58 62 65 68 69 70 71 73 86 87 88 89 91 95",
  STH: "05 07 08 15 19 20 32 44 45 46 47 48 62 68",
  EKE: "19 21 30 33 36 37 38 40 52 56 62 63 67 72 81 83 85 88 91 94 98 100 114 115 117 119",
} as const;

/** How many rows each list has, of any mark: no test may carry a number beyond it. */
export const rowsIn = { OSB: 116, HJO: 77, MAL: 97, STH: 82, EKE: 125 } as const;

export const seedNames = { OSB: "Osby", HJO: "Hjo", MAL: "Malmö", STH: "Stockholm", EKE: "Ekerö" } as const;
