launchpool_reward = Launchpool kazancınız: { $amount }
    .title = Launchpool ödülü
    .short = Kazancınız: { $amount }
    .sms = Launchpool ödülü: { $amount }
    .count = { $count } launchpool ödülü
