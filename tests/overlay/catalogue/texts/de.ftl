launchpool_reward = Im Launchpool verdient: { $amount }
    .title = Launchpool-Belohnung
    .short = Verdient: { $amount }
    .sms = Launchpool-Belohnung: { $amount }
    .count = { $count } Launchpool-Belohnungen
