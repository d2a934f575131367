import paddle
import paddle.nn.functional as F
class Net(paddle.nn.Layer):
    def forward(self, x):
        return F.softmax(self.fc(x))
net = Net()
for x, y in loader:
    loss = F.cross_entropy(F.softmax(net(x)), y, use_softmax=False)
    loss.backward()
    opt.step()
    opt.clear_grad()
