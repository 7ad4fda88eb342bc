/** Russian texts of the Telegram channel; their keys are the contract. */
export const ru = {
  greeting:
    'Здравствуйте! Опишите, что случилось, и мы зарегистрируем обращение. Чтобы мы сразу нашли ваш договор, поделитесь номером телефона кнопкой ниже.',
  sharePhone: 'Поделиться номером телефона',
  edited: '[исправлено] {{text}}',
  contact: '[контакт] {{name}} {{phone}}',
  photo: '[фото]',
  document: '[файл]',
  voice: '[голосовое сообщение]',
  audio: '[аудио]',
  video: '[видео]',
  videoNote: '[видеосообщение]',
  animation: '[анимация]',
  sticker: '[стикер] {{emoji}}',
  location: '[место на карте]',
  poll: '[опрос]',
  other: '[сообщение без текста]',
};
