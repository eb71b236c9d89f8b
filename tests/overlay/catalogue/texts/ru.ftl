launchpool_reward = Награда лаунчпула: { $amount }
    .title = Награда лаунчпула
    .short = Награда: { $amount }
    .sms = Награда лаунчпула: { $amount }
    .count = Наград лаунчпула: { $count }
