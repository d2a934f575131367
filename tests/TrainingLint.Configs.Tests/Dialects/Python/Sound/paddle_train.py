import paddle
import paddle.nn.functional as F
model = LeNet()
model.train()
sched = paddle.optimizer.lr.CosineAnnealingDecay(learning_rate=0.1, T_max=10)
optim = paddle.optimizer.Momentum(learning_rate=sched, parameters=model.parameters(), weight_decay=1e-4)
for epoch in range(10):
    for batch_id, data in enumerate(loader()):
        x, y = data[0], data[1]
        loss = F.cross_entropy(model(x), y)
        avg = paddle.mean(loss)
        avg.backward()
        optim.step()
        optim.clear_grad()
    sched.step()
    model.eval()
    for x, y in val():
        paddle.metric.accuracy(F.softmax(model(x)), y)
    model.train()
