import torch
from torchvision import datasets, transforms

torch.manual_seed(0)
train_tf = transforms.Compose([
    transforms.RandomCrop(32, padding=4),
    transforms.ToTensor(),
    transforms.Normalize((0.4914, 0.4822, 0.4465), (0.2470, 0.2435, 0.2616)),
])
test_tf = transforms.Compose([transforms.ToTensor()])
train = torch.utils.data.DataLoader(datasets.CIFAR10("data", train=True, transform=train_tf), batch_size=128, shuffle=True)
test = torch.utils.data.DataLoader(datasets.CIFAR10("data", train=False, transform=test_tf), batch_size=256)
model = resnet18(num_classes=10)
criterion = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4)
for epoch in range(200):
    model.train()
    for x, y in train:
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
