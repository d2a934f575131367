import paddle
class Net(paddle.nn.Layer):
    def __init__(self):
        super().__init__()
        self.fc = paddle.nn.Linear(784, 10)
    def forward(self, x):
        return paddle.nn.functional.softmax(self.fc(x))
net = Net()
ce = paddle.nn.CrossEntropyLoss(use_softmax=False)
opt = paddle.optimizer.Adam(parameters=net.parameters())
for x, y in loader:
    loss = ce(net(x), y)
    loss.backward()
    opt.minimize(loss)
    net.clear_gradients()
