import torch

class NativeScalerWithGradNormCount:
    state_dict_key = "amp_scaler"

    def __init__(self):
        self._scaler = torch.cuda.amp.GradScaler()

    def __call__(self, loss, optimizer, clip_grad=None, parameters=None, create_graph=False, update_grad=True):
        self._scaler.scale(loss).backward(create_graph=create_graph)
        if update_grad:
            if clip_grad is not None:
                self._scaler.unscale_(optimizer)
                norm = torch.nn.utils.clip_grad_norm_(parameters, clip_grad)
            else:
                self._scaler.unscale_(optimizer)
                norm = 0.0
            self._scaler.step(optimizer)
            self._scaler.update()
        else:
            norm = None
        return norm

    def state_dict(self):
        return self._scaler.state_dict()

    def load_state_dict(self, s):
        self._scaler.load_state_dict(s)


def train_one_epoch(model, criterion, loader, optimizer, loss_scaler, accum_iter, sched, epoch):
    model.train(True)
    optimizer.zero_grad()
    for it, (samples, targets) in enumerate(loader):
        if it % accum_iter == 0:
            sched.adjust(optimizer, it / len(loader) + epoch)
        with torch.cuda.amp.autocast():
            loss = criterion(model(samples), targets)
        value = loss.item()
        loss /= accum_iter
        loss_scaler(loss, optimizer, parameters=model.parameters(), update_grad=(it + 1) % accum_iter == 0)
        if (it + 1) % accum_iter == 0:
            optimizer.zero_grad()
        print(value)
