import torch
import torch.optim as optim
from torchvision.models import vgg19

cnn = vgg19(pretrained=True).features.eval()
for p in cnn.parameters():
    p.requires_grad_(False)
input_img = content_img.clone()
input_img.requires_grad_(True)
optimizer = optim.LBFGS([input_img])
run = [0]
while run[0] <= 300:
    def closure():
        with torch.no_grad():
            input_img.clamp_(0, 1)
        optimizer.zero_grad()
        model(input_img)
        style_score = sum(sl.loss for sl in style_losses) * 1000000
        content_score = sum(cl.loss for cl in content_losses)
        loss = style_score + content_score
        loss.backward()
        run[0] += 1
        return loss
    optimizer.step(closure)
