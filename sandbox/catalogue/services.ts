/** A service of the demo catalogue, before it is put into the TMF633 shape. */
export interface Service {
  id: string;
  name: string;
  nameEn: string;
  description: string;
  workGroup: 'internet' | 'mobile' | 'billing' | 'sales' | 'first-line';
  businessProcess: 'fault' | 'question' | 'connection';
}

/** The order system refuses orders for this one: the way to see a refusal handled. */
export const REFUSED_SERVICE_ID = 'svc-refused';

export const services: readonly Service[] = [
  {
    id: 'svc-internet',
    name: 'Нет доступа в интернет',
    nameEn: 'No internet access',
    description: 'Неисправность домашнего интернета: нет связи, низкая скорость, обрывы.',
    workGroup: 'internet',
    businessProcess: 'fault',
  },
  {
    id: 'svc-mobile',
    name: 'Мобильная связь',
    nameEn: 'Mobile service',
    description: 'Нет сети, не проходят звонки или сообщения, не работает мобильный интернет.',
    workGroup: 'mobile',
    businessProcess: 'fault',
  },
  {
    id: 'svc-tv',
    name: 'Цифровое телевидение',
    nameEn: 'Digital television',
    description: 'Нет сигнала, рассыпается изображение, не работает приставка.',
    workGroup: 'internet',
    businessProcess: 'fault',
  },
  {
    id: 'svc-phone',
    name: 'Домашний телефон',
    nameEn: 'Landline telephone',
    description: 'Нет гудка, шум на линии, не проходят входящие или исходящие звонки.',
    workGroup: 'first-line',
    businessProcess: 'fault',
  },
  {
    id: 'svc-billing',
    name: 'Счёт и оплата',
    nameEn: 'Bills and payments',
    description: 'Вопросы по счёту, списаниям, платежам и обещанному платежу.',
    workGroup: 'billing',
    businessProcess: 'question',
  },
  {
    id: 'svc-connect',
    name: 'Новое подключение',
    nameEn: 'New connection',
    description: 'Заявка на подключение интернета, телевидения или мобильного номера.',
    workGroup: 'sales',
    businessProcess: 'connection',
  },
  {
    id: 'svc-roaming',
    name: 'Роуминг',
    nameEn: 'Roaming',
    description: 'Связь в поездках: подключение, тарифы, недоступность сети за границей.',
    workGroup: 'mobile',
    businessProcess: 'question',
  },
  {
    id: 'svc-general',
    name: 'Общее обращение',
    nameEn: 'General request',
    description: 'Всё, что не относится к остальным услугам.',
    workGroup: 'first-line',
    businessProcess: 'question',
  },
  {
    id: REFUSED_SERVICE_ID,
    name: 'Услуга, в которой отказано',
    nameEn: 'A service the order system refuses',
    description: 'Для проверки отказа: система заказов отклоняет любой заказ на эту услугу.',
    workGroup: 'first-line',
    businessProcess: 'question',
  },
];
