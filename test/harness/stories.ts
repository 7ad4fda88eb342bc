import {
  busEvent,
  call,
  type Delivery,
  type Secrets,
  sms,
  telegramContact,
  telegramText,
} from '../../scripts/smoke/deliveries.ts';

/** One customer's story: how he came, and the steps his incident has taken since. */
export interface Story {
  delivery: Delivery;
  steps: string[];
  priority?: 'LOW' | 'HIGH' | 'CRITICAL';
  /** What he was answered, once. */
  answer?: string;
}

/** A day at the house: what customers wrote and called about, and how far their matters have come. */
export function tellStories(secrets: Secrets): Story[] {
  const bus = (phone: number, service: string, text: string) =>
    busEvent(secrets, numberOf(phone), text, service);
  const story = (delivery: Delivery, ...steps: string[]): Story => ({ delivery, steps });
  return [
    story(bus(12, 'svc-internet', 'После грозы нет интернета, роутер не загорается'), 'diagnose', 'field'),
    {
      ...story(bus(23, 'svc-internet', 'Скорость падает каждый вечер до 2 Мбит/с'), 'diagnose', 'customer'),
      answer: 'Проверили линию, она исправна. Подскажите модель роутера и подключение: кабель или Wi-Fi?',
    },
    story(bus(31, 'svc-billing', 'Двойное списание за ноябрь, верните деньги'), 'answer'),
    story(bus(35, 'svc-internet', 'Обрыв кабеля в подъезде, без связи весь этаж'), 'diagnose'),
    {
      ...story(bus(41, 'svc-internet', 'Не работает интернет в аптеке, касса стоит'), 'diagnose'),
      priority: 'CRITICAL',
    },
    story(bus(52, 'svc-billing', 'Почему вырос счёт на 300 рублей?'), 'answer', 'customer'),
    story(bus(57, 'svc-mobile', 'Не проходят звонки в метро, сим-карта новая'), 'diagnose'),
    { ...story(bus(63, 'svc-phone', 'Треск в трубке, собеседника не слышно')), priority: 'LOW' },
    story(bus(68, 'svc-internet', 'Роутер мигает красным после обновления'), 'diagnose', 'resolved'),
    story(bus(74, 'svc-tv', 'Пропали федеральные каналы'), 'diagnose'),
    story(bus(79, 'svc-tv', 'Приставка просит код, которого нет')),
    story(bus(83, 'svc-connect', 'Хочу подключить интернет и телевидение, новостройка'), 'offer'),
    story(bus(88, 'svc-connect', 'Перенос услуги на новый адрес'), 'offer', 'install'),
    { ...story(bus(94, 'svc-internet', 'Сайт банка не открывается, остальное работает')), priority: 'HIGH' },
    story(bus(101, 'svc-billing', 'Нужен акт сверки за третий квартал'), 'answer', 'answered'),
    story(bus(107, 'svc-roaming', 'Еду в Казахстан, какой пакет выгоднее?'), 'answer'),
    story(bus(113, 'svc-internet', 'Пинг 400 мс, невозможно работать удалённо')),
    story(call(secrets, numberOf(118))),
    story(call(secrets, 'anonymous')),
    story(telegramText(secrets, 'Сколько стоит роуминг в Казахстане?', 500_001)),
    story(telegramContact(secrets, '79160000003')),
    story(busEvent(secrets, '+79990000000', 'Хочу подключить телевидение')),
    story(bus(44, 'svc-refused', 'Перенос услуги на новый адрес')),
    story(sms(secrets, numberOf(126), 'Спасибо, всё заработало!')),
  ];
}

/** The n-th customer of the sandbox. */
function numberOf(customer: number): string {
  return `+7916${String(customer).padStart(7, '0')}`;
}
