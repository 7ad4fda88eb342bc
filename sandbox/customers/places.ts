const PLACES: readonly [city: string, ...districts: string[]][] = [
  ['Москва', 'Люблино', 'Марьино', 'Хамовники', 'Строгино', 'Ясенево'],
  ['Казань', 'Вахитовский', 'Советский', 'Приволжский', 'Кировский', 'Авиастроительный'],
  ['Самара', 'Ленинский', 'Октябрьский', 'Промышленный', 'Кировский', 'Самарский'],
  ['Пермь', 'Свердловский', 'Мотовилихинский', 'Индустриальный', 'Дзержинский', 'Ленинский'],
  ['Ярославль', 'Кировский', 'Фрунзенский', 'Заволжский', 'Дзержинский', 'Красноперекопский'],
];
const DISTRICTS = PLACES.flatMap(([city, ...districts]) => districts.map((district) => ({ city, district })));

/** So many customers with numbers next to each other are neighbours: enough for an outage of their own. */
const NEIGHBOURS = 20;

/** Where the n-th demo customer lives: always the same for the same number. */
export function placeOf(number: number): { city: string; district: string } {
  const place = DISTRICTS[Math.floor((number - 1) / NEIGHBOURS) % DISTRICTS.length];
  if (!place) throw new Error('there is no place for a number below one');
  return place;
}
