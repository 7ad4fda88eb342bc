// @ts-check
// The simulator page: somebody plays the customer.
import { startBack } from './back.js';
import { startBus } from './bus.js';
import { showName, startCustomer } from './customer.js';
import { onSeen, startLive } from './live.js';
import { startPhone } from './phone.js';
import { startRequests } from './requests.js';
import { startSms } from './sms.js';
import { startTelegram } from './telegram.js';

startCustomer();
onSeen(({ subscriber }) => showName(subscriber));
startPhone();
startSms();
startTelegram();
startBus();
startBack();
startRequests();
await startLive();
