import torch
from torch.autograd import Variable
import torch.nn as nn
cnn = CNN()
if torch.cuda.is_available():
    cnn.cuda()
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(cnn.parameters(), lr=0.001)
for epoch in range(5):
    for i, (images, labels) in enumerate(train_loader):
        images = Variable(images).cuda()
        labels = Variable(labels).cuda()
        optimizer.zero_grad()
        outputs = cnn(images)
        loss = criterion(outputs, labels)
        loss.backward()
        optimizer.step()
        if (i + 1) % 100 == 0:
            print('Loss: %.4f' % loss.data[0])
cnn.eval()
correct = 0
for images, labels in test_loader:
    images = Variable(images, volatile=True).cuda()
    outputs = cnn(images)
    _, predicted = torch.max(outputs.data, 1)
    correct += (predicted.cpu() == labels).sum()
